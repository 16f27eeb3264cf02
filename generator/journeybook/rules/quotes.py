"""What people said: with their consent, without their data, and with the place where they said it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from journeybook.model import Evidence, Path, Text
from journeybook.model.record import Entity
from journeybook.problem import Place
from journeybook.rules.look import Look
from journeybook.rules.personal_data import may_have_traces, traces
from journeybook.rules.rule import ADVICE, ERROR, RETIRED, WARNING, Finding, Found, rule
from journeybook.words import phrase

PUBLISHED = ("review_mining", "desk_research", "assumption")
"""What is quoted from these has been said in public, or by nobody."""


@rule(severity=ERROR, family="evidence", status=RETIRED, by_journey=True)
def personal_data(look: Look) -> Found:
    """What people said must hold no address, telephone number or number that stands for one person.

    A site is read by more people than were meant, and what is in Git stays there.

    Bad:
        # file: journeys/asking.yml
        phases:
          Asking:
            - title: I leave my number
              quotes: [I told them to ring me on 601 234 567]  # expect: personal-data

    Good:
        # file: journeys/asking.yml
        phases:
          Asking:
            - title: I leave my number
              quotes: [I told them to ring me on my own number]
    """
    for entity, path, text in _said(look):
        for code, words in text.words.items():
            found = next(traces(words), None) if may_have_traces(words) else None
            if found:
                yield Finding(
                    look.at(entity, *path, *((code,) if code else ())),
                    phrase("“{words}” looks like {what}.", words=found[0], what=found[1]),
                    phrase("Take it out, here and in what was published already, or write … in its place."),
                )


def _said(look: Look) -> Iterator[tuple[Entity, Path, Text]]:
    """All that is written in people's own words, or about them: quotes, pains, stories, findings, portraits."""
    for journey in look.written:
        yield journey, ("story",), journey.story
        lanes = [(("phases", number), phase) for number, phase in enumerate(journey.phases)]
        for path, each in [*lanes, *((step.path, step.touchpoint) for step in journey.steps)]:
            if each.thinking:
                yield journey, (*path, "thinking"), each.thinking
            for n, quote in enumerate(each.quotes):
                yield journey, (*path, "quotes", n, "text"), quote.text
            for n, pain in enumerate(each.pains):
                yield journey, (*path, "pains", n, "text"), pain.text
    for persona in look.book.personas.values() if look.beside else ():
        yield from ((persona, (name,), getattr(persona, name)) for name in ("quote", "story", "portrait"))
    for evidence in look.book.evidence.values() if look.beside else ():
        yield from ((evidence, ("findings", n, "text"), f.text) for n, f in enumerate(evidence.findings))


@rule(severity=WARNING, family="evidence")
def quote_without_consent(look: Look) -> Found:
    """Who is quoted must have agreed.

    A sentence said in trust and read on a company's site is a trust broken, and in most countries against the law.

    Bad:
        # file: content/evidence/talks.yml
        title: Fourteen talks with bakers  # expect: quote-without-consent
        method: interview
        # file: journeys/paying.yml
        phases:
          Paying:
            - title: I open the bill
              quotes: [{text: I had to sit down, evidence: talks}]

    Good:
        # file: content/evidence/talks.yml
        title: Fourteen talks with bakers
        method: interview
        consent: yes
        # file: journeys/paying.yml
        phases:
          Paying:
            - title: I open the bill
              quotes: [{text: I had to sit down, evidence: talks}]
    """
    for evidence in look.book.evidence.values():
        asked = evidence.consent or evidence.method in PUBLISHED
        places = [] if asked else list(islice(_quoted(look, evidence), 3))
        if places:
            yield Finding(
                look.at(evidence, "consent"),
                phrase(
                    "People are quoted from “{evidence}”, but nothing says that they agreed.", evidence=evidence.label
                )
                if evidence.consent is None
                else phrase("People are quoted from “{evidence}” who did not agree.", evidence=evidence.label),
                phrase("If they agreed, write consent: yes; if not, take the quotes out."),
                tuple((place, phrase("quoted here")) for place in places),
            )


def _quoted(look: Look, evidence: Evidence) -> Iterator[Place]:
    """Where people are quoted from a piece of evidence."""
    for mention in look.book.mentions(evidence.id):
        journey = look.book.journeys.get(mention.source)
        if journey is not None and journey.status != "retired" and "quotes" in mention.path:
            yield look.at(journey, *mention.path[: mention.path.index("quotes") + 2])


@rule(severity=ADVICE, family="evidence", by_journey=True)
def quote_without_evidence(look: Look) -> Found:
    """A quote should say where it was said.

    A quote that nobody can trace is read as made up, and sometimes it is.

    Bad:
        # file: journeys/paying.yml
        phases:
          Paying:
            - title: I open the bill
              quotes: [I had to sit down]  # expect: quote-without-evidence

    Good:
        # file: journeys/paying.yml
        phases:
          Paying:
            - title: I open the bill
              quotes: [{text: I had to sit down, evidence: talks}]
    """
    for told in look.told:
        above = told.journey.phases[told.step.phase_number - 1].evidence if told.step else ()
        if told.journey.state == "as_is" and not (told.lanes.evidence or above):
            for number, quote in enumerate(told.lanes.quotes):
                if not quote.evidence:
                    yield Finding(
                        look.at(told.journey, *told.path, "quotes", number, "text"),
                        phrase("Nothing says where this was said."),
                        phrase("Below the quote's text: name the talks or letters it is from: evidence: […]"),
                    )


@rule(severity=WARNING, family="evidence", by_journey=True)
def breach_without_evidence(look: Look) -> Found:
    """That a promise is broken must be witnessed.

    Without evidence the promise still counts as kept, and the one who is blamed will say so.

    Bad:
        # file: journeys/asking.yml
        phases:
          Asking:
            - title: Nobody calls me back
              breaks: call-back  # expect: breach-without-evidence

    Good:
        # file: journeys/asking.yml
        phases:
          Asking:
            - title: Nobody calls me back
              breaks: {promise: call-back, evidence: call-log}
    """
    for told in look.told:
        for number, breach in enumerate(told.lanes.breaks):
            if not breach.evidence:
                yield Finding(
                    look.at(told.journey, *told.path, "breaks", number, "promise"),
                    phrase("Nobody has witnessed that the promise is broken here: it is only said."),
                    phrase("Write promise: {promise} and below it evidence: […]", promise=breach.promise),
                )


@rule(severity=ADVICE, family="evidence", by_journey=True, needs=("evidence", "persona"))
def customers_not_asked(look: Look) -> Found:
    """A customer's journey should rest on customers' voices.

    Our own people know much, but not what the customer said at home.

    Bad:
        # file: content/evidence/clerks.yml
        method: employee_voice
        voices: employee
        # file: journeys/paying.yml
        title: Paying  # expect: customers-not-asked
        phases:
          Paying:
            - title: I open the bill
              evidence: clerks

    Good:
        # file: content/evidence/talks.yml
        method: interview
        voices: customer
        # file: journeys/paying.yml
        title: Paying
        phases:
          Paying:
            - title: I open the bill
              evidence: talks
    """
    for journey in look.lived:
        cited = [look.book.evidence[name] for name in look.cited_in[journey.id] if name in look.book.evidence]
        voices = {voice for evidence in cited for voice in evidence.voices}
        if voices and "customer" not in voices and not look.inside(journey):
            yield Finding(
                look.at(journey),
                phrase("No customer was asked about “{journey}”.", journey=journey.label),
                phrase("Ask a few of them, and cite that evidence with voices: [customer]"),
            )
