"""A proposed mapping of a file with answers: YAML ready to paste, with the reasons as comments."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from msgspec import Struct

from journeybook.edit.quoting import written
from journeybook.survey.proposal import Proposal, Question
from journeybook.words import Phrase, phrase, slug

LONGEST = 40  # characters of the name of a column that is listed
SHOWN = 12


class Sniffed(Struct, frozen=True):
    """A file, as its survey should name it, how it is written, and what it seems to hold."""

    source: str
    told: Phrase
    proposal: Proposal


def yaml(found: Sniffed, language: str) -> str:
    """A metric for each sort of question; what else the file holds stands in comments."""
    lines = [f"# {found.told.say(language)}"]
    for _, group in groupby(
        found.proposal.questions, key=lambda each: (each.kind, each.low, each.high, bool(each.recode))
    ):
        lines += ["", *_metric(found, list(group), language)]
    lines += ["", *_left(found.proposal, language)]
    return "\n".join(lines).rstrip("\n") + "\n"


def _metric(found: Sniffed, questions: list[Question], language: str) -> Iterator[str]:
    first, *others = questions
    title = " ".join(first.column.split())[:80]
    yield f"# content/metrics/{slug(title)[:40].strip('-') or 'answers'}.yml"
    yield f"title: {written(title)}"
    yield f"kind: {first.kind}"
    if first.kind not in {"nps", "rate"}:
        yield f"scale: {{min: {first.low:g}, max: {first.high:g}}}"
    yield "survey:"
    yield f"  source: {written(found.source)}"
    yield f"  answer: {written(first.column)}  # {first.why.say(language)}"
    missing = sorted({code for each in questions for code in each.missing}, key=float)
    if missing:
        yield f"  missing: [{', '.join(missing)}]"
    yield from _recode(first)
    yield from _rest(found.proposal, language)
    if others:
        names = ", ".join(each.column for each in others[:SHOWN]) + (" …" if len(others) > SHOWN else "")
        told = phrase(
            "The same scale: {names}. Make a metric of each, or list them with their touchpoints:", names=names
        )
        yield f"  # {told.say(language)}"
        yield "  # answers:"
        yield from (f"  #   {written(each.column, 'name')}: …/…" for each in questions[:SHOWN])


def _recode(question: Question) -> Iterator[str]:
    if question.recode:
        yield "  recode:"
        yield f"    {written(question.column, 'name')}:"
        yield from (f"      {written(label, 'name')}: {number}" for label, number in question.recode)


def _rest(proposal: Proposal, language: str) -> Iterator[str]:
    if proposal.date:
        yield f"  date: {written(proposal.date.column)}  # {proposal.date.why.say(language)}"
        if proposal.order is None:
            unclear = phrase("It cannot be told whether the day or the month comes first: see to it.")
            yield f"  dates: day_first  # {unclear.say(language)}"
        elif proposal.order != "year_first":
            yield f"  dates: {proposal.order}"
    else:
        undated = phrase("There is no column with days: write the period that all answers are of.")
        yield f"  period: 2026-Q1  # {undated.say(language)}"
    if proposal.weight:
        yield f"  weight: {written(proposal.weight.column)}  # {proposal.weight.why.say(language)}"
    if proposal.place:
        yield f"  place: {written(proposal.place.column)}  # {proposal.place.why.say(language)}"
    if proposal.language:
        name = written(proposal.language.column, "name in brackets")
        yield f"  # filter: {{{name}: [EN]}}  # {proposal.language.why.say(language)}"


def _left(proposal: Proposal, language: str) -> Iterator[str]:
    if not proposal.questions:
        none = phrase("No column looks like answers on a scale.")
        yield f"# {none.say(language)}"
    if proposal.personal:
        told = phrase("Never read, since it may be somebody’s own: {names}.", names=_listed(proposal.personal))
        yield f"# {told.say(language)}"
    if proposal.unclear:
        told = phrase("Not understood: {names}.", names=_listed(proposal.unclear))
        yield f"# {told.say(language)}"


def _listed(names: tuple[str, ...]) -> str:
    told = (name if len(name) <= LONGEST else f"{name[: LONGEST - 1].rstrip()}…" for name in names[:SHOWN])
    return ", ".join(told) + (" …" if len(names) > SHOWN else "")
