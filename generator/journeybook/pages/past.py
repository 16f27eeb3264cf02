"""What Git tells of a book's past, for pages: how figures stood at each tag or month, and what was changed when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field
from msgspec.structs import replace

from journeybook.diagrams import sparkline
from journeybook.diagrams.drawing import Drawing
from journeybook.diagrams.series import Chart, Point, Series
from journeybook.pages.kept import kept
from journeybook.words import date_, number, phrase

if TYPE_CHECKING:
    from journeybook.model import Entity, Journey
    from journeybook.pages.edition import Edition
    from journeybook.pages.page import Page


class Stop(Struct, frozen=True):
    """How a journey (`mean` and `weakest`, −2 … 2) or a promise (`verdict`) stood at a tag or at the end of a month."""

    name: str
    day: date
    mean: float | None = None
    weakest: float | None = None
    verdict: str = ""


class Telling(Struct, frozen=True):
    """What a commit changed in a thing, in one language."""

    day: date
    author: str
    subject: str
    sentences: tuple[str, ...]


class Course(Struct, frozen=True):
    """The past of one thing: its stops, the oldest first; its changes by language, the newest first.

    `cut`: there was more before, that this clone of the repository (it is shallow) does not know.
    """

    stops: tuple[Stop, ...] = ()
    told: Mapping[str, tuple[Telling, ...]] = field(default_factory=dict)
    cut: bool = False


def drawings(edition: Edition) -> Iterator[Drawing]:
    """A small line of the mean for each journey that has changed in the course of time."""
    for journey in edition.book.journeys.values():
        if journey.id in edition.past:
            yield from _line(edition, journey)


@kept
def _line(edition: Edition, journey: Journey) -> Iterator[Drawing]:
    course = with_now(edition, journey)
    chart = _chart(edition, journey, course) if course else None
    if chart:
        yield sparkline.small(chart, edition.language, edition.book_templates)


def pages(edition: Edition) -> Iterator[Page]:
    """What was changed in each journey, in the reader's words."""
    for journey in edition.book.journeys.values():
        course = edition.past.get(journey.id)
        if course and course.told.get(edition.language):
            yield _changes(edition, journey, course)


@kept
def _changes(edition: Edition, journey: Journey, course: Course) -> Page:
    return edition.page(
        f"changes/{journey.id}",
        phrase("{journey}: what was changed", journey=journey.label),
        "pages/changes.html.j2",
        parent=f"journeys/{journey.id}",
        search="",
        hide=("navigation", "feedback"),
        journey=journey,
        told=course.told[edition.language],
        cut=course.cut,
    )


def with_now(edition: Edition, entity: Entity) -> Course | None:
    """The past of a thing, and as its last stop how it stands now."""
    course = edition.past.get(entity.id)
    if course is None:
        return None
    day, facts = edition.book.as_of, edition.facts
    name = date_(day, edition.language)
    if entity.noun == "promise":
        return replace(course, stops=(*course.stops, Stop(name, day, verdict=facts.ledger[entity.id].verdict.value)))
    figures = facts.figures[entity.id]
    now = Stop(name, day, figures["mean"].value, figures["weakest_link"].value)
    return replace(course, stops=(*course.stops, now))


def told_of(edition: Edition, entity: Entity) -> dict[str, Any]:
    """What the page of a thing tells of its past: the course, and where its changes are told."""
    course = with_now(edition, entity)
    changed = course is not None and entity.noun == "journey" and bool(course.told.get(edition.language))
    return {"past": course, "changed_at": f"changes/{entity.id}" if changed else ""}


def chart_id(journey: str) -> str:
    """What the line of a journey's past is called."""
    return f"course-{journey}"


def _chart(edition: Edition, journey: Journey, course: Course) -> Chart | None:
    known = [stop for stop in course.stops if stop.mean is not None]
    if len({stop.mean for stop in known}) < 2:
        return None
    label = phrase("Mean emotion of “{journey}”", journey=journey.label).say(edition.language)
    points = tuple(_point(edition, stop) for stop in known)
    whole = Series("", points, "unmeasured")
    return Chart(chart_id(journey.id), label, "emotion", (whole,), None, "", edition.book.place(journey.id))


def _point(edition: Edition, stop: Stop) -> Point:
    value = stop.mean or 0.0
    words = number(value, edition.language, 2)
    return Point(stop.day, stop.name, value, value, value, words, f"{stop.name}: {words}")
