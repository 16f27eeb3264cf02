"""The promise map: where a promise is made, the promise, where it must be kept, who answers for that."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from msgspec import Struct

from journeybook.diagrams.columns import Arrow, Column, Thing, on_the_lines_of, scene
from journeybook.diagrams.drawing import Drawing, written
from journeybook.measures import Ledger, Verdict
from journeybook.measures.promises import Touched, by_journey
from journeybook.measures.verdict import WORST_FIRST, worst
from journeybook.model import Book, Journey, Step
from journeybook.model.choices import choice
from journeybook.words import Phrase, phrase, phrases

TEMPLATE = "promise_map"
BREADTHS = (226.0, 316.0, 276.0, 216.0)
HEADS = (
    phrase("Where we make it"), phrase("Promise"), phrase("Where it must be kept"), phrase("Who answers for it there"),
)  # fmt: skip
PROMISES = 1  # the column
MOST = 30  # promises of a whole book that are drawn, and places on each side of them
NOBODY = phrase("nobody – to assign")
NOWHERE = phrase("nowhere yet")
Link = Callable[[Any], str]


class Source(Struct, frozen=True):
    """What a promise map is drawn from, in one language."""

    book: Book
    language: str
    link: Link
    ledger: Mapping[str, Ledger]

    def say(self, words: Any) -> str:
        """The words in this language."""
        return str(words.say(self.language))


def map_name(what: str) -> str:
    """The name of the promise map of a promise, of a journey, or (`book`) of all promises."""
    return f"promise-map-{what}"


def of_promise(source: Source, promise: str, templates: Path | None = None) -> Drawing:
    """The map of one promise; of many places on a side those where it stands worst, and the rest is counted."""
    entry = source.ledger[promise]
    made = [mention.step for mention in source.book.mentions(promise) if mention.step and "makes" in mention.path]
    title = phrase("Map of the promise “{promise}”", promise=source.book.promises[promise].label)
    kept = (source.book.step(name) for name in worst_places(entry, MOST))
    things, arrows = _by_step(source, [_Row(entry, tuple(made[:MOST]), tuple(step for step in kept if step))])
    left = {0: len(made) - MOST, 2: len(entry.at) - MOST}
    more = [_more(source, column, count) for column, count in left.items() if count > 0]
    return _drawing(source, promise, title, promise, ([*things, *more], arrows), templates)


def worst_places(entry: Ledger, most: int) -> list[str]:
    """The ids of so many touchpoints that a promise touches, those where it stands worst, in their order."""
    shown = set(sorted(entry.at, key=lambda name: WORST_FIRST.index(entry.at[name]))[:most])
    return [name for name in entry.at if name in shown]


def of_journey(
    source: Source, journey: Journey, touched: Mapping[str, Touched], templates: Path | None = None
) -> Drawing | None:
    """The map of all promises made in a journey or touched there as told; none where there are none."""
    made = _made_in([journey])
    owed = {name: _once(each) for name, each in touched.items()}
    names = sorted(name for name in {*made, *owed} if name in source.ledger)
    rows = [_Row(source.ledger[name], tuple(made.get(name, ())), tuple(owed.get(name, ()))) for name in names]
    title = phrase("Promises of the journey “{journey}”", journey=journey.label)
    return _drawing(source, journey.id, title, journey.id, _by_step(source, rows), templates) if rows else None


def of_book(source: Source, made_in: Mapping[str, Sequence[str]], templates: Path | None = None) -> Drawing | None:
    """The map of all promises, journey by journey; none where there are no promises.

    `made_in` are the journeys in which each is made, by the ids of both. Of many promises, those that are broken or at
    risk come first, and what is left out is counted.
    """
    pressing = set(sorted(source.ledger, key=lambda name: WORST_FIRST.index(source.ledger[name].verdict))[:MOST])
    entries = [entry for name, entry in source.ledger.items() if name in pressing]
    title = phrase("Map of all promises")
    sheet = _cut(source, *_by_journey(source, entries, made_in), len(source.ledger) - len(entries))
    return _drawing(source, "book", title, "book", sheet, templates) if entries else None


def journeys_making(book: Book) -> dict[str, tuple[str, ...]]:
    """The journeys in which each promise is made, by the ids of both."""
    made = _made_in(book.journeys.values())
    return {name: tuple(dict.fromkeys(step.journey for step in steps)) for name, steps in made.items()}


def _made_in(journeys: Iterable[Journey]) -> Mapping[str, list[Step]]:
    """The touchpoints of journeys at which each promise is made, by its id."""
    made: defaultdict[str, list[Step]] = defaultdict(list)
    for step in (step for journey in journeys for step in journey.steps):
        for name in dict.fromkeys(step.touchpoint.makes):
            made[name].append(step)
    return made


class _Row(Struct, frozen=True):
    """A promise, where it is made and where it must be kept, as far as the map shows it."""

    entry: Ledger
    made: tuple[Step, ...]
    kept: tuple[Step, ...]


class _Late(Struct, frozen=True):
    """A thing whose words nobody asks for before it is known that it is shown."""

    name: str
    column: int
    state: str
    shown: Callable[[], Thing]


_Sheet = tuple[list[Thing], list[Arrow]]
_Standing = TypeVar("_Standing", Thing, _Late)


def _by_step(source: Source, rows: Sequence[_Row]) -> _Sheet:
    things: dict[str, Thing] = {}
    arrows: dict[Arrow, None] = {}
    for row in rows:
        promise = _promise(source, row.entry)
        things[promise.name] = promise
        for step in row.made:
            place = _made_at(source, f"made-{step.id}", _step_title(source, step), source.link(step))
            things[place.name] = place
            arrows[Arrow(place.name, promise.name, "made")] = None
        for step in row.kept:
            for thing in _kept_at(source, step, row.entry):
                things[thing.name] = _worse(things.get(thing.name), thing)
            owner = step.touchpoint.owner or ""
            arrows[Arrow(promise.name, f"kept-{step.id}", _state(row.entry, step))] = None
            arrows[Arrow(f"kept-{step.id}", f"owner-{owner}")] = None
    for nowhere, arrow in _nowhere(source, (row.entry.promise for row in rows if not row.kept)):
        things[nowhere.name] = nowhere
        arrows[arrow] = None
    return list(things.values()), list(arrows)


def _by_journey(
    source: Source, entries: Sequence[Ledger], made_in: Mapping[str, Sequence[str]]
) -> tuple[list[_Late], list[Arrow]]:
    things: dict[str, _Late] = {}
    arrows: dict[Arrow, None] = {}
    for entry in entries:
        promise = _Late(f"promise-{entry.promise}", PROMISES, entry.verdict, partial(_promise, source, entry))
        things[promise.name] = promise
        for name in made_in.get(entry.promise, ()):
            place = _Late(f"made-{name}", 0, "", partial(_made_in_journey, source, name))
            things[place.name] = place
            arrows[Arrow(place.name, promise.name, "made")] = None
        for name, state in by_journey(entry.at).items():
            kept = _Late(f"kept-{name}", 2, state, partial(_kept_in_journey, source, name, state))
            things[kept.name] = _worse(things.get(kept.name), kept)
            actor = source.book.journeys[name].owner or ""
            owner = _Late(f"owner-{actor}", 3, "", partial(_owner, source, actor))
            things[owner.name] = owner
            arrows[Arrow(promise.name, kept.name, state)] = None
            arrows[Arrow(kept.name, owner.name)] = None
    for thing, arrow in _nowhere(source, (entry.promise for entry in entries if not entry.at)):
        things[thing.name] = _Late(thing.name, thing.column, thing.state, partial(_itself, thing))
        arrows[arrow] = None
    return list(things.values()), list(arrows)


def _nowhere(source: Source, promises: Iterable[str]) -> Iterator[tuple[Thing, Arrow]]:
    """A place for what is kept nowhere, so that it is seen."""
    for promise in promises:
        name = f"kept-nowhere-{promise}"
        yield Thing(name, 2, source.say(NOWHERE), "nobody"), Arrow(f"promise-{promise}", name, "unmeasured")


def _cut(source: Source, things: Sequence[_Late], arrows: Sequence[Arrow], promises: int) -> _Sheet:
    """At most so many places on each side of the promises, the worst and busiest of them; the rest is counted."""
    busy = Counter(name for arrow in arrows for name in (arrow.start, arrow.end))

    def rank(thing: _Late) -> tuple[int, int]:
        return WORST_FIRST.index(Verdict(thing.state)) if thing.state else len(WORST_FIRST), -busy[thing.name]

    gone = {
        thing.name
        for column in (0, 2)
        for thing in sorted((each for each in things if each.column == column), key=rank)[MOST:]
    }
    left = [arrow for arrow in arrows if not {arrow.start, arrow.end} & gone]
    met = {name for arrow in left for name in (arrow.start, arrow.end)}
    kept = [thing for thing in things if thing.name in met or (thing.column == PROMISES and thing.name not in gone)]
    counts = {0: 0, PROMISES: promises, 2: 0}
    counts |= Counter(thing.column for thing in things if thing.name in gone)
    more = [_more(source, column, count) for column, count in counts.items() if count]
    return [*(thing.shown() for thing in kept), *more], left


def _more(source: Source, column: int, count: int) -> Thing:
    return Thing(f"more-{column}", column, source.say(phrases("+ {count} more", "+ {count} more", count)), "more")


def _promise(source: Source, entry: Ledger) -> Thing:
    promise = source.book.promises[entry.promise]
    word, why = source.say(choice(entry.verdict)), source.say(entry.why)
    title = source.say(promise.label)
    return Thing(
        f"promise-{promise.id}", 1, title, entry.verdict.value, f"{word} · {why}", entry.verdict.value, True,
        source.link(promise), f"{title} – {word}: {why}",
    )  # fmt: skip


def _made_at(source: Source, name: str, title: str, link: str) -> Thing:
    return Thing(name, 0, title, "made", link=link, tip=title)


def _made_in_journey(source: Source, name: str) -> Thing:
    journey = source.book.journeys[name]
    return _made_at(source, f"made-{name}", source.say(journey.label), source.link(journey))


def _kept_in_journey(source: Source, name: str, state: Verdict) -> Thing:
    journey = source.book.journeys[name]
    return _place(source, f"kept-{name}", source.say(journey.label), state, source.link(journey))


def _itself(thing: Thing) -> Thing:
    return thing


def _kept_at(source: Source, step: Step, entry: Ledger) -> Iterator[Thing]:
    title = _step_title(source, step)
    yield _place(source, f"kept-{step.id}", title, Verdict(_state(entry, step)), source.link(step))
    yield _owner(source, step.touchpoint.owner or "")


def _place(source: Source, name: str, title: str, state: Verdict, link: str) -> Thing:
    tip = f"{title} – {source.say(choice(state))}"
    return Thing(name, 2, title, f"card-{state.value}", state=state.value, link=link, tip=tip)


def _owner(source: Source, actor: str) -> Thing:
    known = source.book.actors.get(actor)
    if known is None:
        return Thing(f"owner-{actor}", 3, actor or source.say(NOBODY), "nobody", strong=True)
    title = source.say(known.label)
    return Thing(f"owner-{actor}", 3, title, "role", strong=True, link=source.link(known), tip=title)


def _worse(known: _Standing | None, thing: _Standing) -> _Standing:
    """A place that keeps several promises shows the worst of them."""
    if known is None or not known.state or not thing.state:
        return known or thing
    return known if worst((Verdict(known.state), Verdict(thing.state))) == known.state else thing


def _once(touched: Touched | Ledger) -> tuple[Step, ...]:
    """Where a promise must be kept, and where it was seen broken though nobody said that it must be kept there."""
    return tuple({step.id: step for step in (*touched.keeping, *touched.witnessed)}.values())


def _state(entry: Ledger, step: Step) -> str:
    return (entry.standing(step.id) or entry.verdict).value


def _step_title(source: Source, step: Step) -> str:
    return f"{step.number}. {source.say(step.touchpoint.title)}"


def _drawing(source: Source, what: str, title: Phrase, entity: str, sheet: _Sheet, templates: Path | None) -> Drawing:
    columns = [Column(source.say(head), breadth) for head, breadth in zip(HEADS, BREADTHS, strict=True)]
    things, arrows = sheet
    standing = {thing.state for thing in things}
    signs = [(state.value, source.say(choice(state))) for state in Verdict if state.value in standing]
    drawn = scene(map_name(what), columns, on_the_lines_of(PROMISES, things, arrows), arrows, signs)
    told = phrase("Made where, kept where and by whom; the same stands below as text.")
    return Drawing(
        drawn.name, written(drawn, TEMPLATE, templates), source.say(title), source.say(told), drawn.width,
        drawn.height, source.book.place(entity),
    )  # fmt: skip
