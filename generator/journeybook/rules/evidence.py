"""Evidence: that statements rest on what was seen and counted, and that it still holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice

from journeybook.measures.confidence import ASSUMPTION, is_evidence, is_stale
from journeybook.model import Evidence, Journey
from journeybook.problem import Place
from journeybook.rules.look import Look
from journeybook.rules.rule import ADVICE, WARNING, Finding, Found, rule
from journeybook.words import phrase


@rule(severity=WARNING, family="evidence", by_journey=True)
def claim_on_assumption(look: Look) -> Found:
    """What a map says must rest on more than an assumption.

    An assumption is an honest start. Left alone, it is quoted as a fact within a year.

    Bad:
        # file: content/evidence/we-think.yml
        method: assumption
        # file: journeys/paying.yml
        phases:
          Paying:
            - title: I open the bill
              evidence: [we-think]  # expect: claim-on-assumption

    Good:
        # file: content/evidence/talks.yml
        method: interview
        # file: journeys/paying.yml
        phases:
          Paying:
            - title: I open the bill
              evidence: [talks]
    """
    for places in _assumed_in_phases(look):
        yield Finding(
            places[0],
            phrase("This rests on an assumption alone."),
            phrase("Ask or watch a few customers, and cite that; an assumption may stay beside it."),
            tuple((place, phrase("and this")) for place in places[1:4]),
        )


def _assumed_in_phases(look: Look) -> Iterator[list[Place]]:
    """The citations of nothing but assumptions, phase by phase, in the journeys of today."""
    found: defaultdict[tuple[str, int], list[Place]] = defaultdict(list)
    for told, path, names in look.citations:
        if told.journey.state == "as_is" and all(_assumed(look, name) for name in names):
            found[told.journey.id, int(told.path[1])].append(look.at(told.journey, *told.path, *path))
    yield from found.values()


def _assumed(look: Look, name: str) -> bool:
    found = look.book.evidence.get(name)
    return found is not None and found.method == ASSUMPTION


@rule(severity=WARNING, family="evidence", by_journey=True, needs=("evidence",))
def validated_without_evidence(look: Look) -> Found:
    """A journey that is more than a draft must cite evidence.

    “Validated” tells readers that somebody has looked; without evidence it tells them something untrue.

    Bad:
        # file: journeys/paying.yml
        title: Paying
        status: validated  # expect: validated-without-evidence

    Good:
        # file: journeys/paying.yml
        title: Paying
        status: validated
        phases:
          Paying:
            - title: I open the bill
              evidence: talks
    """
    for journey in look.lived:
        if journey.status != "draft" and not any(is_evidence(look.book, name) for name in look.cited_in[journey.id]):
            yield Finding(
                look.at(journey, "status"),
                phrase("“{journey}” is more than a draft, but cites no evidence.", journey=journey.label),
                phrase("Cite what it rests on, evidence: […], or say honestly: status: draft"),
            )


@rule(severity=WARNING, family="evidence")
def stale_evidence(look: Look) -> Found:
    """Evidence that is cited must still hold.

    Customers change, and so do prices, shops and apps; a three-year-old survey speaks of another company.

    Bad:
        # file: content/evidence/survey-2020.yml
        method: survey
        date: 2020-03-01  # expect: stale-evidence
        # file: journeys/paying.yml
        phases:
          Paying:
            - title: I open the bill
              evidence: survey-2020

    Good:
        # file: content/evidence/survey-2026.yml
        method: survey
        date: 2026-03-01
        # file: journeys/paying.yml
        phases:
          Paying:
            - title: I open the bill
              evidence: survey-2026
    """
    for evidence in look.book.evidence.values():
        places = list(islice(_cited_at(look, evidence), 3)) if is_stale(look.book, evidence) else []
        if places:
            yield Finding(
                look.at(evidence, "date"),
                phrase("“{evidence}” is too old to rely on.", evidence=evidence.label),
                phrase("Repeat it, or cite something newer; if it still holds, say for how long: valid_for: 5 years"),
                tuple((place, phrase("cited here")) for place in places),
            )


def _cited_at(look: Look, evidence: Evidence) -> Iterator[Place]:
    """Where a piece of evidence is cited in the journeys of today."""
    for mention in look.book.mentions(evidence.id):
        journey = look.book.journeys.get(mention.source)
        if journey is not None and journey.state == "as_is" and journey.status != "retired":
            yield look.at(journey, *mention.path[:-1])


@rule(severity=WARNING, family="evidence", by_journey=True, needs=("evidence", "persona"))
def only_surveys(look: Look) -> Found:
    """A journey must not rest on surveys alone.

    A survey says how many are angry. Why, and what their morning was like, only a story tells.

    Bad:
        # file: content/evidence/nps-survey.yml
        method: survey
        # file: journeys/paying.yml
        title: Paying  # expect: only-surveys
        phases:
          Paying:
            - title: I open the bill
              evidence: nps-survey

    Good:
        # file: content/evidence/nps-survey.yml
        method: survey
        # file: journeys/paying.yml
        title: Paying
        story: I opened the bill at six in the morning, and I had to sit down.
        phases:
          Paying:
            - title: I open the bill
              evidence: nps-survey
    """
    for journey in look.lived:
        persona = look.persona(journey)
        methods = {look.book.evidence[name].method for name in look.cited_in[journey.id] if name in look.book.evidence}
        told = journey.story or (persona and persona.story)
        if "survey" in methods and methods <= {"survey", ASSUMPTION} and not told:
            yield Finding(
                look.at(journey),
                phrase("“{journey}” rests on surveys alone, and nobody tells the story.", journey=journey.label),
                phrase("Listen to three customers, and write down what one of them lived through: story: I …"),
            )


@rule(severity=ADVICE, family="evidence", by_journey=True, needs=("evidence",))
def one_kind_of_evidence(look: Look) -> Found:
    """A phase should rest on both kinds of evidence: what people say, and what can be counted.

    Numbers without voices do not say why; voices without numbers do not say how many.

    Bad:
        # file: content/evidence/talks.yml
        method: interview
        # file: journeys/paying.yml
        phases:
          - title: Paying  # expect: one-kind-of-evidence
            evidence: talks
            touchpoints: [I open the bill]

    Good:
        # file: content/evidence/talks.yml
        method: interview
        # file: content/evidence/billing-log.yml
        method: operational
        # file: journeys/paying.yml
        phases:
          - title: Paying
            evidence: [talks, billing-log]
            touchpoints: [I open the bill]
    """
    for journey, number, found in _by_phase(look):
        heard, counted = (any(getattr(each, kind) for each in found) for kind in ("qualitative", "quantitative"))
        if heard != counted:
            yield Finding(
                look.at(journey, "phases", number),
                phrase("Nothing was counted in this phase.")
                if heard else phrase("Nobody was listened to in this phase."),
                phrase("Cite something counted as well: a log, a survey.") if heard else
                phrase("Cite something heard or seen as well: interviews, an observation."),
            )  # fmt: skip


def _by_phase(look: Look) -> Iterator[tuple[Journey, int, list[Evidence]]]:
    """The evidence cited in each phase of the journeys of today, assumptions left out."""
    cited: dict[tuple[str, int], set[str]] = {}
    for told, _, names in look.citations:
        known = (name for name in names if is_evidence(look.book, name))
        cited.setdefault((told.journey.id, int(told.path[1])), set()).update(known)
    for (name, number), found in cited.items():
        journey = look.book.journeys[name]
        if journey.state == "as_is" and found:
            yield journey, number, [look.book.evidence[each] for each in sorted(found)]
