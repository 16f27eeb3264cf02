"""What a phase does to promises: makes them, keeps them or not."""

from __future__ import annotations

from collections.abc import Iterator

from journeybook.diagrams.journey_map.about import of_entity
from journeybook.diagrams.journey_map.source import Source, Told
from journeybook.diagrams.journey_map.view import Chip, Item
from journeybook.measures import Ledger, Verdict
from journeybook.measures.verdict import worst
from journeybook.model.choices import choice
from journeybook.words import phrase

MADE = phrase("made here")


def promises(source: Source, told: tuple[Told, ...]) -> Iterator[Item]:
    """The promises made in a phase, then those it must keep, each with its worst verdict there."""
    for name in dict.fromkeys(name for each in told for name in each.lanes.makes):
        if name in source.book.promises:
            yield _chip(source, name, "made", source.say(MADE), "")
    yield from kept(source, told).values()


def kept(source: Source, told: tuple[Told, ...]) -> dict[str, Chip]:
    """The promises that a phase must keep, by their ids, each with its worst verdict there."""
    found = {}
    for name, verdicts in _verdicts(source, told).items():
        state, entry = worst(verdicts), source.ledger.get(name)
        word = source.say(choice(state))
        found[name] = _chip(source, name, state, word, _why(source, entry, state) if entry else "")
    return found


def _why(source: Source, entry: Ledger, state: Verdict) -> str:
    """Why the promise stands as it does: here, or as a whole where that is another verdict."""
    if state == entry.verdict:
        return source.say(entry.why)
    return source.say(phrase("as a whole {verdict}: {why}", verdict=choice(entry.verdict), why=entry.why))


def _chip(source: Source, name: str, state: str, word: str, why: str) -> Chip:
    entity = source.book.get(name)
    title = source.label(name)
    tip = f"{title} – {word}" + (f": {why}" if why else "")
    return Chip(
        title, state, word, source.to(name), tip, (of_entity("promise", name),), entity.label if entity else name
    )


def _verdicts(source: Source, told: tuple[Told, ...]) -> dict[str, list[Verdict]]:
    found: dict[str, list[Verdict]] = {}
    for each in told:
        for name in (*each.lanes.keeps, *(breach.promise for breach in each.lanes.breaks)):
            if name in source.book.promises:
                found.setdefault(name, []).extend(_verdicts_at(source, name, each, told))
    return found


def _verdicts_at(source: Source, name: str, each: Told, told: tuple[Told, ...]) -> list[Verdict]:
    """At a touchpoint its own verdict; what is told of the phase holds for each of its touchpoints."""
    entry = source.ledger.get(name)
    if entry is None:
        return [Verdict.unmeasured]
    steps = [each.step] if each.step else [other.step for other in told if other.step]
    return [entry.standing(step.id) or entry.verdict for step in steps] or [entry.verdict]
