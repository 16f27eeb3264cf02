"""Cost grows with the book and no faster: counted in calls, which are the same on every machine."""

from __future__ import annotations

import cProfile
import pstats
from collections import Counter, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from journeybook import measures
from journeybook.diagrams.drawing import Drawing
from journeybook.files.records import OwnRecords
from journeybook.files.store import opened
from journeybook.git.marks import Marks
from journeybook.load import load
from journeybook.load.text import text_of
from journeybook.model import Book
from journeybook.pages import render_pages
from journeybook.pages.kept import Shelf
from journeybook.pages.watching import Watch
from journeybook.problem import Problem
from journeybook.rules import checked

Function = tuple[str, int, str]
Calls = Counter[tuple[Function, Function]]
DAY = date(2026, 6, 1)
FIRST, SECOND, THIRD = 4, 12, 36
STAGES = ("load", "check", "measures", "pages")
MOST = 1.15
"""What a further journey may cost in a larger book, of what it costs in a smaller one."""
BOUNDED = ("matrix.py", "matrix.html.j2")
"""Every row has every column, up to 60 of each, which the largest book here has not reached."""
TWICE, SETTLED = 1.6, 6
"""The same of one function, and how many calls more may still be noise: what is cached, what is first found full."""
BOOKS = [
    pytest.param(is_shared, id=name, marks=pytest.mark.xdist_group(f"growth, {name}"))  # measured once, on one worker
    for name, is_shared in (("shared", True), ("each its own", False))
]
SETTINGS = "format: 1\nbrand: {name: Growing, values: [{id: care, title: Care}]}\n"
AROUND = {
    "content/personas/ada-%s.yml": "name: Ada %s\nkind: customer\nvalues: [{id: calm-%s, title: Calm}]\n",
    "content/actors/desk-%s.yml": "title: Desk %s\nstage: frontstage\nlevel: frontline\n",
    "content/promises/fast-%s.yml": (
        "text: We answer at once\nowner: desk-%s\nto: [ada-%s]\nanswers: [calm-%s]\nvalues: [care]\n"
        "standard: {metric: wait-%s, at_most: 5 min}\n"
    ),
    "content/metrics/wait-%s.yml": (
        "title: Wait\nkind: time\nunit: min\nbetter: lower\nowner: desk-%s\ntarget: 5 min\ninternal: true\n"
        "pressures: [fast-%s]\nresults: [{period: 2026-Q1, value: 9, n: 50}]\n"
    ),
    "content/evidence/talks-%s.yml": (
        "title: Talks %s\nmethod: interview\nvoices: [customer]\ndate: 2026-01-10\nsample: 12\n"
    ),
}
"""One of each kind, with which a journey and an action have to do."""
STEP = """\
      - id: step-{place}
        title: Step {place}
        channel: phone
        emotion: {feeling}
        owner: desk-{own}
        keeps: [fast-{own}]
        metrics: [wait-{own}]
        evidence: [talks-{own}]
        breaks: [{{promise: fast-{own}, evidence: [talks-{own}]}}]
        frontstage: [{{actor: desk-{own}, does: Answers}}]
        quotes: [{{text: So slow, evidence: [talks-{own}]}}]
"""


def journey(number: int, own: int) -> str:
    """A journey in which everything hangs on the same few things."""
    steps = "".join(STEP.format(place=place, feeling=place - 2, own=own) for place in range(4))
    return (
        f"title: Journey {number}\npersona: ada-{own}\nowner: desk-{own}\ntags: [all]\nstatus: live\naim: help\n"
        f"phases:\n  - id: only\n    title: Only\n    touchpoints:\n{steps}"
    )


def action(number: int, own: int) -> str:
    """An action on a journey, on a promise, and on a touchpoint."""
    return (
        f"title: Action {number}\nowner: desk-{own}\nopened: 2026-02-01\naim: root_cause\ncircle: do\neffort: 2\n"
        f"addresses: [journey-{number:03}, fast-{own}, journey-{number:03}/step-1]\n"
    )


def book(root: Path, journeys: int, shared: bool) -> Path:
    """A book of so many journeys and actions around one of everything else, shared by all or a set for each."""
    texts = {"content/book.yml": SETTINGS}
    for number in range(journeys):
        own = 0 if shared else number
        texts |= {name.replace("%s", str(own)): text.replace("%s", str(own)) for name, text in AROUND.items()}
        texts[f"journeys/journey-{number:03}.yml"] = journey(number, own)
        texts[f"content/actions/action-{number:03}.yml"] = action(number, own)
    for name, text in texts.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    return root


def calls(work: Callable[[], Any]) -> tuple[Calls, Any]:
    """How often each function calls each other in a piece of work, and what the work gives."""
    profile = cProfile.Profile()
    given = profile.runcall(work)
    functions = pstats.Stats(profile).stats.items()  # type: ignore[attr-defined]
    return Counter(
        {(caller, called): times[1] for called, told in functions for caller, times in told[4].items()}
    ), given


def laid_out(drawings: Iterable[Drawing]) -> tuple[Mapping[str, str], Sequence[Problem]]:
    """Take the drawings, and draw none."""
    deque(drawings, maxlen=0)
    return {}, ()


def spent(root: Path) -> dict[str, Calls]:
    """The calls of each stage of a build; the drawings are laid out, which is our part of them."""
    found: dict[str, Calls] = {}
    found["load"], (loaded, problems) = calls(lambda: load(root, DAY))
    assert not [each for each in problems if each.severity == "error"], problems
    found["check"], told = calls(lambda: checked(loaded, problems, text_of(root)))
    found["measures"], _ = calls(lambda: measures.all_of(loaded))
    store = opened(root / "kept.sqlite", "")
    shelf = Shelf(store, Watch(loaded, store), lambda mark: True)
    found["pages"], _ = calls(lambda: list(render_pages(loaded, told, laid_out, None, shelf=shelf)))
    store.close()
    return found


@pytest.fixture(scope="module", params=BOOKS)
def costs(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Calls]]:
    spent(book(tmp_path_factory.mktemp("warm"), FIRST, request.param))  # templates are compiled, words read once
    return [spent(book(tmp_path_factory.mktemp("book"), size, request.param)) for size in (FIRST, SECOND, THIRD)]


def opened_after(root: Path, before: str, after: str) -> set[str]:
    """The journeys whose touchpoints somebody asks for in the build after one word of the first one has changed."""
    build(root)
    changed = root / "journeys/journey-000.yml"
    changed.write_text(changed.read_text("utf-8").replace(before, after, 1), "utf-8")
    book = build(root)
    return {name for name, journey in book.journeys.items() if "phases" in vars(journey)}


def build(root: Path) -> Book:
    """All pages of a book, with what the last build left for it, and leaving the same to the next."""
    records = OwnRecords(root, Marks())
    loaded, problems = load(root, DAY, records)
    records.leave({origin.file for origin in loaded.origins.values()})
    store = opened(root / "kept.sqlite", "")
    shelf = Shelf(store, Watch(loaded, store), lambda mark: True)
    told = checked(loaded, problems, text_of(root), memory=shelf.watch)
    deque(render_pages(loaded, told, laid_out, None, shelf=shelf), maxlen=0)
    shelf.watch.leave()
    store.forget_others()
    store.close()
    return loaded


def growth(first: int, second: int, third: int) -> tuple[float, float]:
    """Calls for a further journey, in a small book and in a larger one."""
    return (second - first) / (SECOND - FIRST), (third - second) / (THIRD - SECOND)


@pytest.mark.parametrize("stage", STAGES)
def test_a_journey_costs_the_same_in_a_book_of_any_size(costs: list[dict[str, Calls]], stage: str) -> None:
    small, large = growth(*(cost[stage].total() for cost in costs))
    assert large <= MOST * small, f"{small:.0f} calls a journey, then {large:.0f}"


@pytest.mark.parametrize("stage", STAGES)
def test_no_function_is_called_more_often_for_a_journey_in_a_larger_book(
    costs: list[dict[str, Calls]], stage: str
) -> None:
    """What is called once for each two journeys is a trifle here, and most of the time in a book of a thousand."""
    grown = {both: growth(*(cost[stage][both] for cost in costs)) for both in costs[-1][stage]}
    wrong = {both: each for both, each in grown.items() if each[1] > SETTLED + TWICE * max(each[0], 0)}
    told = "\n".join(
        f"{small:.1f} calls a journey, then {large:.1f}: {caller[2]} ({caller[0]}:{caller[1]}) calls {called[2]}"
        for (caller, called), (small, large) in wrong.items()
        if Path(caller[0]).name not in BOUNDED
    )
    if told:  # without `assert`, which would go through all of it
        pytest.fail(told)


def test_a_feeling_that_changes_opens_no_journey_that_no_page_has_to_tell_of(tmp_path: Path) -> None:
    """One actor, one promise and one metric are at work in all; of what is behind a figure a hundred are told."""
    looked_into = opened_after(book(tmp_path, 130, shared=True), "emotion: 1", "emotion: 2")
    assert "journey-000" in looked_into
    assert len(looked_into) <= 105, sorted(looked_into)
