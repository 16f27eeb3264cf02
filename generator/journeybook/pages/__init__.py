"""Every page of a book, before any site builder has seen it: one module and one template a kind of page."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

from journeybook.diagrams.drawing import Drawing
from journeybook.model import Book
from journeybook.pages import (
    actions,
    actors,
    brand,
    coverage,
    evidence,
    fields,
    home,
    journeys,
    listening,
    metrics,
    neighbourhoods,
    past,
    personas,
    problems,
    promises,
    reports,
    rules,
    service_models,
    sparklines,
    strategy,
    tags,
    walls,
)  # fmt: skip
from journeybook.pages.edition import Edition, edition
from journeybook.pages.entries import OF_DRAWINGS, PAST
from journeybook.pages.facts import Facts
from journeybook.pages.held import Hasty, Held, light
from journeybook.pages.kept import Shelf
from journeybook.pages.page import Page
from journeybook.pages.past import Course
from journeybook.pages.watching import watched
from journeybook.problem import Problem

KINDS = (
    home, journeys, promises, personas, brand, strategy, actors, actions, metrics, evidence, listening, coverage,
    service_models, reports, tags, fields, problems, rules, past,
)  # fmt: skip
FOR_AUTHORS = (problems,)
"""Pages that only the whole book has, not one that was cut for an audience."""
DRAWN = (*(kind for kind in KINDS if hasattr(kind, "drawings")), neighbourhoods, sparklines, walls)
Draw = Callable[[Iterable[Drawing]], tuple[Mapping[str, str], Sequence[Problem]]]
"""Makes many drawings in one go: those that could be made, by name, and why the others could not."""


def render_pages(  # noqa: PLR0913 - the book, and what else pages tell of
    book: Book,
    problems: Sequence[Problem] = (),
    draw: Draw | None = None,
    book_templates: Path | None = None,
    site_url: str = "",
    shelf: Shelf | None = None,
    courses: Mapping[str, Course] | None = None,
) -> Iterator[Page]:
    """Every generated page in every language, in the order of reading; without `draw` nothing is drawn.

    `site_url` is where the site will be published, for the codes on printed sheets; `shelf` holds what earlier builds
    made, and must be of this book. `courses` is what Git tells of each thing's past.
    """
    facts, course = Facts(book), courses or {}
    if shelf:
        facts = watched(shelf.watch, Facts)
        if shelf.held is None:  # else the book is looked at again, with one file read anew
            facts.let_go_of_files()
        course = shelf.watch.over_mapping(PAST, course, course)
    for language in book.languages:
        spoken = replace(edition(facts, language, book_templates, shelf), site_url=site_url, past=course)
        yield from _in_language(spoken, problems, draw)


def render_again(
    spoken: Edition,
    problems: Sequence[Problem],
    draw: Draw,
    held: Held,
    paths: Collection[str],
    things: Collection[str],
) -> list[Page]:
    """Every page in one language, those at these paths made again, and the others as they are held.

    The pages of `things`, by their ids, are made again for what is told of them elsewhere: their bodies may lack
    drawings.
    """
    own = held.drawers_for(spoken.language, held.makers_of(spoken.language, paths, ()))
    wanted = held.makers_of(spoken.language, paths, things) | own
    return list(_in_language(replace(spoken, shelf=Hasty(held, wanted)), problems, draw))


def _in_language(spoken: Edition, problems: Sequence[Problem], draw: Draw | None) -> Iterator[Page]:
    undrawn: Sequence[Problem] = ()
    if draw is not None:
        drawings: dict[str, Drawing] = {}
        _ahead(spoken, lambda part: draw(_made(part, {}))[-1])
        drawn, undrawn = draw(_made(spoken, drawings))
        spoken = _with_drawings(spoken, drawings, drawn)
    spoken = _with_problems(spoken, (*problems, *undrawn) if undrawn else problems)
    _ahead(spoken, _pages)
    yield from _pages(spoken)


def _pages(spoken: Edition) -> Iterator[Page]:
    for kind in KINDS:
        if kind not in FOR_AUTHORS or not spoken.book.audience:
            yield from _all_of(kind, "pages", spoken)


def _ahead(spoken: Edition, work: Callable[[Edition], Iterable[object]]) -> None:
    """Have many hands make what will be asked for, where there are some."""
    if isinstance(spoken.shelf, Shelf):
        spoken.shelf.ahead(lambda shelf: work(replace(spoken, shelf=shelf)))


def _all_of(kind: ModuleType, part: str, spoken: Edition) -> Iterable[Any]:
    """What a kind has of pages or of drawings."""
    make = partial(getattr(kind, part), spoken)
    return spoken.shelf.kind(f"{kind.__name__} {part} {spoken.language}", make) if spoken.shelf else make()


def _with_problems(spoken: Edition, problems: Sequence[Problem]) -> Edition:
    """The edition with what is wrong with the book, and with its drawings in this language."""
    if isinstance(spoken.shelf, Shelf):
        problems = spoken.shelf.watch.over_list(f"problems {spoken.language}", problems)
    return replace(spoken, problems=problems)


def _made(spoken: Edition, drawings: dict[str, Drawing]) -> Iterator[Drawing]:
    """Every drawing as it comes; `drawings` gets it by its name, without its DOT, which is much and no page needs."""
    for kind in DRAWN:
        for each in _all_of(kind, "drawings", spoken):
            drawings[each.name] = light(each)
            yield replace(each, kept=drawings[each.name].kept) if each.dot else each


def _with_drawings(spoken: Edition, by_name: Mapping[str, Drawing], drawn: Mapping[str, str]) -> Edition:
    """The edition with its drawings; each is told by its mark, which changes when the picture does."""
    if isinstance(spoken.shelf, Shelf):
        marks = {name: drawing.mark for name, drawing in by_name.items() if name in drawn}
        over, table = spoken.shelf.watch.over_mapping, f"{OF_DRAWINGS}{spoken.language}"
        drawn, by_name = over(table, drawn, marks), over(table, by_name, marks)
    return replace(spoken, drawings=by_name, drawn=drawn)
