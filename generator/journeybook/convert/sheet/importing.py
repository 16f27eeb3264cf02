"""A sheet becomes journeys of the book, with a report of how it was read and what is left behind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from msgspec import Struct

from journeybook.convert.draft import Draft
from journeybook.convert.names import free, id_of, known, taken_ids
from journeybook.convert.people import Cast, cast, persona_draft, persona_id
from journeybook.convert.report import Names, guessed, lines_of, lost, refused
from journeybook.convert.scores import OWN, Scale, scale_for, scale_of
from journeybook.convert.sheet.cells import items
from journeybook.convert.sheet.fields import BY_FIELD, ONLY_TOUCHPOINTS, scale_in, unit_in
from journeybook.convert.sheet.grid import Cell, Grid
from journeybook.convert.sheet.journeys import Map, Moment, Stretch, maps
from journeybook.convert.sheet.layout import Layout, layout
from journeybook.convert.sheet.left import how_to_name, left, no_touchpoint
from journeybook.convert.sheet.touchpoints import Reading, entries_of, parted, place_of
from journeybook.convert.wishes import Wishes
from journeybook.model import Actor, Book, Journey
from journeybook.model.record import KEBAB
from journeybook.problem import Problem
from journeybook.words import phrase, phrases


@dataclass(slots=True)
class Intake:
    """What comes in from one sheet."""

    drafts: list[Draft] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def journeys(book: Book, grid: Grid, wishes: Wishes, chosen: Mapping[str, str], taken: set[str]) -> Intake:
    """The journeys of a sheet. `chosen` are fields by head, where the caller knows better."""
    intake = Intake(problems=list(grid.problems))
    found = layout(grid, chosen)
    if found is None:
        intake.problems.append(_not_known(grid))
        return intake
    every = maps(grid, found)
    made = [each for each in every if any(stretch.moments for stretch in each.stretches)]
    intake.problems += [*_mapping(grid, found), *left(grid, found, _overruled(found, made, wishes))]
    if not made:
        message = phrase("No touchpoint was found: no column says what happens.")
        intake.problems.append(refused("sheet-no-touchpoint", message, grid.place(found.head), how_to_name()))
        return intake
    intake.problems += [no_touchpoint(grid, each) for each in every if each not in made]
    scale, told = _scale(grid, found, made, wishes)
    intake.problems += told
    units = {name: unit for at, name in found.fields.items() if (unit := unit_in(_head(grid, found, at)))}
    channels = frozenset(step.touchpoint.channel for step in book.steps.values())
    owners = dict[str, str]()
    for each in made:
        reading = Reading(book, grid.file, scale, owners, channels, units)
        _one(intake, reading, each, _Context(grid, found, wishes, taken, len(made)))
    return intake


def one_of(
    book: Book, grids: Sequence[Grid], name: str, wishes: Wishes, chosen: Mapping[str, str]
) -> tuple[list[Draft], list[Problem]]:
    """The journeys of the sheet of this name, else of the first that is a map; it is told that there are others."""
    if not grids:
        return [], []
    named = [grid for grid in grids if grid.name.casefold() == name.casefold()] if name else list(grids)
    known_ = Names(tuple(grid.name for grid in grids))
    if not named:
        message = phrase("There is no sheet “{name}” here; there are: {names}.", name=name, names=known_)
        return [], [refused("sheet-name", message, grids[0].place(0))]
    grid = next((each for each in named if layout(each, chosen) is not None), named[0])
    intake = journeys(book, grid, wishes, chosen, taken_ids(book))
    if len(grids) > 1:
        message = phrase("Read from the sheet “{name}”; there are: {names}.", name=grid.name, names=known_)
        intake.problems.insert(0, guessed("sheet-name", message, grid.place(0), phrase("Another one: --sheet NAME")))
    return intake.drafts, intake.problems


class _Context(Struct, frozen=True):
    """The sheet a journey comes from, what the caller wishes, the ids taken, and how many journeys there are."""

    grid: Grid
    found: Layout
    wishes: Wishes
    taken: set[str]
    several: int


def _not_known(grid: Grid) -> Problem:
    message = phrase("No row and no column of this sheet has heads that are known, such as Phase, Touchpoint, Pains.")
    return refused("sheet-heads", message, grid.place(0), how_to_name())


def _mapping(grid: Grid, found: Layout) -> Iterator[Problem]:
    """How the sheet is read, in one line."""
    heads = [f"{_head(grid, found, place)} → {name}" for place, name in found.fields.items() if place not in found.more]
    told = (
        phrase("Read with phases as columns: {heads}.", heads="; ".join(heads))
        if found.grid_form
        else phrase("Read with one row a touchpoint: {heads}.", heads="; ".join(heads))
    )
    hint = phrase('Another field for a column: --map "Its head=field"; an empty field leaves it out.')
    yield guessed("sheet-columns", told, grid.place(found.head), hint)


def _head(grid: Grid, found: Layout, place: int) -> str:
    text = grid.text(place, found.lane_column) if found.grid_form else grid.text(found.head, place)
    return " ".join(text.split())[:40]


def _overruled(found: Layout, made: Sequence[Map], wishes: Wishes) -> set[str]:
    """The fields above the heads that no journey takes, since each has its own in its rows."""
    titles, people = ({each.title for each in made}, {each.persona for each in made})
    own = {"title": set() if wishes.title else titles, "persona": set() if wishes.persona else people}
    return {name for name, said in own.items() if said and "" not in said and found.above.get(name) not in said}


def _scale(grid: Grid, found: Layout, made: Sequence[Map], wishes: Wishes) -> tuple[Scale, list[Problem]]:
    """The scale of the scores: the one asked for, else the one in the head, else the one that all scores speak of."""
    places = [place for place, name in found.fields.items() if name == "emotion"]
    cells = [cell for each in made for stretch in each.stretches for cell in _feelings(stretch)]
    scores = [value for cell in cells if (value := parted(cell.text)[0]) is not None]
    heads = (
        scale_in(grid.text(place, found.lane_column) if found.grid_form else grid.text(found.head, place))
        for place in places
    )
    named = next((scale for head in heads if head and (scale := scale_of(head))), None)
    scale = wishes.scale or named or _inferred(scores)
    if not scores or wishes.scale:
        return scale, []
    message = phrase("Scores from {low} to {high}: read on a scale of {scale}.",
                     low=min(scores), high=max(scores), scale=str(scale))  # fmt: skip
    return scale, [guessed("sheet-scale", message, place_of(grid.file, cells[0]), phrase("Another scale: --scale 1-5"))]


def _feelings(stretch: Stretch) -> Iterator[Cell]:
    for cells in (stretch.cells, *(moment.cells for moment in stretch.moments)):
        yield from cells.get("emotion", ())


def _inferred(scores: Sequence[float]) -> Scale:
    """The scale that scores speak of: parts of one are shares, from 0 to 2 it is ours, else what they reach up to."""
    if scores and min(scores) >= 0 and max(scores) <= 1 and not all((2 * score).is_integer() for score in scores):
        return Scale(0, 1)
    if scores and min(scores) == 0 and max(scores) <= 2:
        return OWN
    if scores and min(scores) == 0 and max(scores) <= 5:
        return Scale(0, 5)
    if scores and min(scores) >= 0 and 5 < max(scores) <= 10:
        return Scale(0 if min(scores) == 0 else 1, 10)
    if scores and min(scores) >= 0 and 10 < max(scores) <= 100:
        return Scale(0, 100)
    return scale_for(scores)


def _one(intake: Intake, reading: Reading, made: Map, context: _Context) -> None:
    """One journey with whom it needs."""
    wishes, above = context.wishes, context.found.above
    place = place_of(reading.file, made.at)
    title = (
        wishes.title
        or made.title
        or above.get("title", "")
        or context.grid.name
        or PurePath(reading.file).stem.replace("_", " ")
    )
    wanted = wishes.persona or made.persona or above.get("persona", "")
    who = cast(reading.book, [], wanted, place, context.taken if wishes.actors else None)
    owners = _owners(reading, made, wishes, context.taken)
    phases = [_phase(reading, stretch) for stretch in made.stretches]
    entries: dict[str, object] = {"title": title, "persona": who.persona}
    entries |= {name: above[name] for name in ("summary", "goal", "scenario") if name in above}
    intake.problems += _guesses(
        reading, made, "" if wishes.title or made.title or "title" in above else title, "" if wanted else who.name
    )
    intake.problems += _left_people(reading, made, context, who)
    own = (wishes.id if context.several == 1 else "") or (made.id if KEBAB.fullmatch(made.id) else "")
    intake.drafts.append(Draft(Journey, own or id_of(title, "journey"), {**entries, "phases": phases}, place))
    intake.drafts += _sketch(reading.book, who, wishes, intake) + owners
    intake.problems += reading.problems


def _guesses(reading: Reading, made: Map, title: str, name: str) -> Iterator[Problem]:
    """What was made up: the title, the persona; empty where it was given."""
    place = place_of(reading.file, made.at)
    if title:
        message = phrase("The sheet has no title; the journey is called “{title}”.", title=title)
        yield guessed("sheet-title", message, place, phrase("Give one with --title."))
    if name:
        message = phrase("Nobody is named; it is taken for the journey of “{name}”.", name=name)
        yield guessed("sheet-persona", message, place, phrase("Someone else? --persona NAME"))


def _left_people(reading: Reading, made: Map, context: _Context, who: Cast) -> Iterator[Problem]:
    """Everybody in the persona's column whose journey it is not, each with the lines."""
    left: dict[str, list[Cell]] = {}
    ids = {text: persona_id(reading.book, text) for text in {cell.text for cell in made.people}}
    for cell in made.people:
        left.setdefault(ids[cell.text], []).append(cell)
    left.pop(who.persona, None)
    heads = [place for place, name in context.found.fields.items() if name == "persona"]
    for cells in left.values():
        head = _head(context.grid, context.found, heads[0])
        hint = phrase('Does “{head}” name people at work? --map "{head}=owner"', head=head)
        lines = list(dict.fromkeys(cell.row for cell in cells))
        message = phrases(
            "A journey has one persona, here “{persona}”; “{name}” is left out (line {lines}).",
            "A journey has one persona, here “{persona}”; “{name}” is left out (lines {lines}).",
            len(lines),
            persona=who.name,
            name=" ".join(cells[0].text.split())[:60],
            lines=lines_of(lines),
        )
        yield lost("sheet-persona-left", message, place_of(reading.file, cells[0]), hint)


def _sketch(book: Book, who: Cast, wishes: Wishes, intake: Intake) -> list[Draft]:
    known_already = who.persona in book.personas or any(draft.id == who.persona for draft in intake.drafts)
    return [persona_draft(who, intake.drafts[-1].place)] if wishes.sketch and not known_already else []


def _owners(reading: Reading, made: Map, wishes: Wishes, taken: set[str]) -> list[Draft]:
    """Files for the owners that the book lacks; each name's id is noted in the reading."""
    drafts = []
    for cell in _owner_cells(made):
        for name in items(cell.text.replace("/", ";"))[:1]:
            actor = known(reading.book.actors, name) or reading.owners.get(name)
            if actor is None and wishes.actors:
                actor = free(id_of(name, "owner"), taken)
                drafts.append(Draft(Actor, actor, {"title": name}, place_of(reading.file, cell)))
            if actor is not None:
                reading.owners[name] = actor
    return drafts


def _owner_cells(made: Map) -> Iterator[Cell]:
    for stretch in made.stretches:
        for cells in (stretch.cells, *(moment.cells for moment in stretch.moments)):
            yield from cells.get("owner", ())


def _phase(reading: Reading, stretch: Stretch) -> dict[str, object]:
    cells = {name: several for name, several in stretch.cells.items() if name not in ONLY_TOUCHPOINTS}
    for name in sorted(ONLY_TOUCHPOINTS & set(stretch.cells)):
        for cell in stretch.cells[name]:
            told = {"typed": cell.text[:60], "field": BY_FIELD[name].label}
            message = phrase("“{typed}” is left out: “{field}” belongs to a touchpoint, and none stands here.", **told)
            reading.lose("sheet-value", message, cell)
    entries: dict[str, object] = {"title": stretch.title or phrase("Beginning").say(reading.book.languages[0])}
    entries |= entries_of(reading, cells)
    found = [_touchpoint(reading, moment) for moment in stretch.moments]
    return entries | ({"touchpoints": found} if found else {})


def _touchpoint(reading: Reading, moment: Moment) -> dict[str, object]:
    entries = entries_of(reading, moment.cells)
    if moment.derived and entries.get("doing") == moment.title:
        del entries["doing"]
    return {"title": moment.title, **entries}
