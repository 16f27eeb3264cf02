"""Studies, logs and surveys: that their findings are told honestly, and that they are used."""

from __future__ import annotations

from journeybook.measures.confidence import ASSUMPTION
from journeybook.rules.look import Look
from journeybook.rules.rule import ADVICE, WARNING, Finding, Found, rule
from journeybook.words import phrase


@rule(severity=WARNING, family="evidence", needs=("evidence",))
def interpretation_without_fact(look: Look) -> Found:
    """An interpretation must rest on a fact.

    What was concluded and what was seen look alike on a slide; only the facts below tell them apart.

    Bad:
        # file: content/evidence/talks.yml
        findings:
          - {text: They are late for want of time, kind: interpretation}  # expect: interpretation-without-fact

    Good:
        # file: content/evidence/talks.yml
        findings:
          - {id: had-the-money, text: Eight of nine had the money that day, kind: fact}
          - {text: They are late for want of time, kind: interpretation, rests_on: had-the-money}
    """
    kinds = {f"{each.id}/{found.id}": found.kind for each in look.book.evidence.values() for found in each.findings}
    for evidence in (each for each in look.book.evidence.values() if each.method != ASSUMPTION):
        for number, finding in enumerate(evidence.findings):
            names = {name if "/" in name else f"{evidence.id}/{name}" for name in finding.rests_on}
            if finding.kind == "interpretation" and not any(kinds.get(name, "fact") == "fact" for name in names):
                yield Finding(
                    look.at(evidence, "findings", number, "text"),
                    phrase("This is an interpretation, but it rests on no fact."),
                    phrase("Name the facts it was drawn from: rests_on: [id of a finding]"),
                )


@rule(severity=ADVICE, family="evidence", whole=True)
def evidence_cited_nowhere(look: Look) -> Found:
    """Evidence should be cited by something.

    Research that nothing rests on was paid for and forgotten.

    Bad:
        # file: content/evidence/talks.yml
        title: Fourteen talks with bakers  # expect: evidence-cited-nowhere

    Good:
        # file: content/evidence/talks.yml
        title: Fourteen talks with bakers
        # file: journeys/paying.yml
        phases:
          Paying:
            - title: I open the bill
              evidence: talks
    """
    book = look.book
    drawn_on = {name.partition("/")[0] for each in book.evidence.values() for f in each.findings for name in f.rests_on}
    for evidence in book.evidence.values():
        if evidence.id not in drawn_on and not book.mentions(evidence.id):
            yield Finding(
                look.at(evidence),
                phrase("Nothing cites “{evidence}”.", evidence=evidence.label),
                phrase("Where it speaks, write: evidence: [{id}]", id=evidence.id),
            )


@rule(severity=ADVICE, family="evidence")
def evidence_without_date(look: Look) -> Found:
    """Evidence should say when it was gathered and how.

    Without a date it never grows old, and without a method nobody can weigh it.

    Bad:
        # file: content/evidence/talks.yml
        title: Fourteen talks with bakers  # expect: evidence-without-date

    Good:
        # file: content/evidence/talks.yml
        title: Fourteen talks with bakers
        method: interview
        date: 2026-04-22
    """
    for evidence in look.book.evidence.values():
        if evidence.method != ASSUMPTION and (evidence.date is None or evidence.method is None):
            yield Finding(
                look.at(evidence),
                phrase("“{evidence}” does not say when it was gathered.", evidence=evidence.label)
                if evidence.date is None
                else phrase("“{evidence}” does not say how it was gathered.", evidence=evidence.label),
                phrase("Add a line: date: 2026-03-31")
                if evidence.date is None
                else phrase("Add a line: method: interview"),
            )


@rule(severity=ADVICE, family="evidence")
def evidence_without_sample(look: Look) -> Found:
    """Evidence that counts should say of how many.

    Seven of ten and 7,000 of 10,000 are the same share and not the same knowledge.

    Bad:
        # file: content/evidence/nps-survey.yml
        title: Survey of spring
        method: survey  # expect: evidence-without-sample

    Good:
        # file: content/evidence/nps-survey.yml
        title: Survey of spring
        method: survey
        sample: 412
    """
    for evidence in look.book.evidence.values():
        if evidence.quantitative and evidence.sample is None:
            yield Finding(
                look.at(evidence, "method"),
                phrase("“{evidence}” does not say how many people or cases it counted.", evidence=evidence.label),
                phrase("Add a line with the number of people or cases: sample: …"),
            )


@rule(severity=ADVICE, family="evidence")
def persona_without_evidence(look: Look) -> Found:
    """A persona should rest on evidence.

    A persona made up in a meeting has the wishes of those who were in the meeting.

    Bad:
        # file: content/personas/baker.yml
        name: Hanna, the baker  # expect: persona-without-evidence

    Good:
        # file: content/personas/baker.yml
        name: Hanna, the baker
        evidence: talks
    """
    for persona in look.book.personas.values():
        if not persona.evidence and not persona.sketch:
            yield Finding(
                look.at(persona),
                phrase("Nothing says what the portrait of “{persona}” rests on.", persona=persona.label),
                phrase("Cite the talks or figures it is drawn from: evidence: [ … ]"),
            )
