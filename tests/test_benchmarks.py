"""The books to measure with: the same every time, of the size asked for, and good enough to be built."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from journeybook.load import load

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))  # a folder of programs, not a package
import bench
import books
import drawings


def test_the_same_size_gives_the_same_files() -> None:
    first, second = dict(books.files(10)), dict(books.files(10))
    assert first == second
    assert first != dict(books.files(10, seed=8))


def test_a_dense_book_has_no_more_roles_than_a_company() -> None:
    sparse, dense = ([name for name, _ in books.files(150, dense=is_dense)] for is_dense in (False, True))
    assert [sum("/actors/" in name for name in each) for each in (sparse, dense)] == [30, 25]
    assert [sum(name.startswith("journeys/") for name in each) for each in (sparse, dense)] == [150, 150]


def test_every_drawing_is_measured_with_others_of_its_kind() -> None:
    found = drawings.costs(Path(__file__).parent / "books" / "ten-lines", rounds=1)
    assert found["journey-map"].count == 2
    assert {"journey-poster", "neighbourhood"} <= set(found)
    assert not any("paying-late" in kind for kind in found)
    assert all(cost.made > 0 and cost.finished > 0 for cost in found.values())


def test_a_book_to_measure_with_has_no_errors_and_all_lanes(tmp_path: Path) -> None:
    for name, text in books.files(10, ("en", "pl")):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    book, problems = load(tmp_path, books.DAY)
    assert problems == ()
    assert (len(book.journeys), len(book.steps)) == (10, 180)
    touchpoint = book.journeys["journey-0001"].steps[0].touchpoint
    assert touchpoint.doing and touchpoint.pains and touchpoint.feedback and touchpoint.backstage and touchpoint.says


@pytest.mark.parametrize("languages", [("en",), ("en", "pl")])
@pytest.mark.parametrize("edit", bench.EDITS)
def test_every_edit_that_is_measured_changes_one_line_of_a_journey_and_spoils_nothing(
    edit: str, languages: tuple[str, ...], tmp_path: Path
) -> None:
    for name, text in books.files(10, languages):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    path = tmp_path / "journeys" / "journey-0001.yml"
    before = path.read_text("utf-8")
    path.write_text(re.sub(*bench.EDITS[edit], before, count=1), "utf-8")
    lines = zip(before.splitlines(), path.read_text("utf-8").splitlines(), strict=True)
    assert sum(one != other for one, other in lines) == 1
    assert load(tmp_path, books.DAY)[1] == ()
