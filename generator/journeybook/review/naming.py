"""What the fields of a book are called in a review: a word or two each, as a reader would say them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from journeybook.words import Phrase, phrase

FIELDS: Mapping[str, Phrase] = MappingProxyType(
    {
        # everything
        "title": phrase("Title"), "summary": phrase("Summary"), "owner": phrase("Owner"), "sponsor": phrase("Sponsor"),
        "tags": phrase("Tags"), "links": phrase("Links"), "image": phrase("Picture"),
        "visible_to": phrase("Who may see it"), "evidence": phrase("Evidence"), "text": phrase("Words"),
        # touchpoints and phases
        "doing": phrase("Doing"), "thinking": phrase("Thinking"), "feeling": phrase("Feeling"),
        "emotion": phrase("Emotion"), "emotion_before": phrase("Emotion on coming here"),
        "emotion_by": phrase("Emotion of other personas"), "quotes": phrase("Quotes"), "pains": phrase("Pains"),
        "severity": phrase("Severity"), "gains": phrase("Gains"), "opportunities": phrase("Opportunities"),
        "expectation": phrase("Expectation"), "keeps": phrase("Promises to keep"), "makes": phrase("Promises made"),
        "breaks": phrase("Promises broken"), "shows": phrase("Values shown"), "metrics": phrase("Metrics"),
        "feedback": phrase("Listening post"), "answer_within": phrase("Answer within"),
        "frequency": phrase("Frequency"), "access": phrase("Who sees the answers"),
        "escalates_to": phrase("Escalates to"), "frontstage": phrase("Frontstage"), "backstage": phrase("Backstage"),
        "support": phrase("Support"), "does": phrase("Does"), "feels": phrase("Feels"), "says": phrase("What we say"),
        "tone": phrase("Tone"), "recovery": phrase("Recovery"), "duration": phrase("Duration"), "wait": phrase("Wait"),
        "causes": phrase("Causes"), "driver": phrase("Driver"), "delight": phrase("Delight"),
        "props": phrase("Things the customer sees"), "channel": phrase("Channel"), "area": phrase("Area"),
        "contact": phrase("Contact"), "moment_of_truth": phrase("Moment of truth"),
        "importance": phrase("Importance"), "next": phrase("Ways on"), "attitude": phrase("Attitude"),
        "fault": phrase("Fault"), "failure_rate": phrase("Failure rate"), "kano": phrase("Kano"),
        "value_adding": phrase("Worth the time"), "handover": phrase("Handover"), "opens": phrase("Opens"),
        "same_as": phrase("Same as"), "stage": phrase("Stage"),
        # journeys
        "state": phrase("State"), "as_is": phrase("Improves"), "status": phrase("Status"),
        "persona": phrase("Persona"), "other_personas": phrase("Other personas"), "parent": phrase("Part of"),
        "aim": phrase("Aim"), "goal": phrase("Goal"), "company_goal": phrase("The company’s goal"),
        "supports": phrase("Objectives"), "scenario": phrase("Scenario"), "story": phrase("Story"),
        "starts_when": phrase("Starts when"), "ends_when": phrase("Ends when"), "outcomes": phrase("Outcomes"),
        "last_reviewed": phrase("Last reviewed"), "review_every": phrase("Reviewed every"),
        "workshops": phrase("Workshops"), "audience": phrase("Audience"), "commitments": phrase("Commitments"),
        "context": phrase("Context"), "expectations": phrase("Expectations"),
        "experience_with_brand": phrase("Experience with the brand"),
        "experience_with_category": phrase("Experience with the trade"), "promises": phrase("Promises"),
        "opinions_of_others": phrase("Opinions of others"), "expect": phrase("Tests"),
        "for_customer": phrase("For the customer"), "for_company": phrase("For the company"),
        "before": phrase("before"), "after": phrase("after"),
        # promises
        "kind": phrase("Kind"), "explicit": phrase("Said in so many words"), "made_in": phrase("Made in"),
        "made_by": phrase("Made by"), "values": phrase("Values"), "answers": phrase("Answers"), "to": phrase("Made to"),
        "condition": phrase("Condition"), "remedy": phrase("Remedy"), "reach": phrase("Reach"),
        "standard": phrase("Standard"), "metric": phrase("Metric"), "at_least": phrase("At least"),
        "at_most": phrase("At most"), "more_than": phrase("More than"), "less_than": phrase("Less than"),
        "share": phrase("Share of cases"), "unit": phrase("Unit"),
        # metrics, evidence, actions
        "question": phrase("Question"), "baseline": phrase("Baseline"), "target": phrase("Target"),
        "ideal": phrase("Ideal"), "results": phrase("Results"), "value": phrase("Result"), "method": phrase("Method"),
        "voices": phrase("Voices"), "date": phrase("Date"), "valid_for": phrase("Valid for"),
        "sample": phrase("Sample"), "source": phrase("Source"), "consent": phrase("Consent"),
        "findings": phrase("Findings"), "addresses": phrase("What it addresses"), "circle": phrase("Where it stands"),
        "closed": phrase("How it ended"), "level": phrase("Level"), "benefit": phrase("Benefit"),
        "questions": phrase("The seven questions"), "deadline": phrase("Deadline"), "goals": phrase("Goals"),
        "responder": phrase("Responder"), "resources": phrase("Resources"),
        "evidence_of_success": phrase("Evidence of success"), "customer_value": phrase("Value to customers"),
        "business_value": phrase("Value to the company"), "effort": phrase("Effort"), "decision": phrase("Decision"),
        "period": phrase("Period"), "successes": phrase("Successes"), "n": phrase("Cases or answers"),
        # personas, actors, the book
        "name": phrase("Name"), "segment": phrase("Segment"), "market": phrase("Market"),
        "portrait": phrase("Portrait"), "quote": phrase("Quote"), "traits": phrase("Traits"), "needs": phrase("Needs"),
        "jobs": phrase("Jobs"), "channels": phrase("Channels"), "size": phrase("Number of customers"),
        "yearly_value": phrase("Yearly value"), "department": phrase("Department"), "skills": phrase("Skills"),
        "training": phrase("Training"), "may": phrase("May decide"), "playbook": phrase("Playbook"),
        "languages": phrase("Languages"), "brand": phrase("Brand"), "voice": phrase("Voice"),
        "objectives": phrase("Objectives"), "rules": phrase("Rules"), "thresholds": phrase("Thresholds"),
        "tag_names": phrase("Tag names"), "true_north": phrase("True north"),
    }
)  # fmt: skip
"""By the name as typed; a field that is not among them is called as it is typed."""


def field_name(typed: str) -> Phrase:
    """What a field is called by the way to it: `feedback.owner` is “Listening post · Owner”."""
    names = [FIELDS.get(each) or Phrase(each.replace("{", "{{").replace("}", "}}")) for each in typed.split(".")]
    named = names[0]
    for name in names[1:]:
        named = Phrase("{whole} · {part}", params=(("whole", named), ("part", name)))
    return named
