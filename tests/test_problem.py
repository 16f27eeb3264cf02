from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from journeybook.problem import Place, Problem, Severity
from journeybook.words import phrase


def test_places_sort_as_a_reader_goes_through_the_book() -> None:
    places = [
        Place("journeys/b.yml", 1, 1, 1, 2),
        Place("journeys/a.yml", 10, 1, 10, 2),
        Place("journeys/a.yml", 9, 5, 9, 6),
        Place("journeys/a.yml", 9, 1, 9, 2),
    ]
    assert sorted(places) == [places[3], places[2], places[1], places[0]]


def test_a_problem_cannot_be_changed_and_can_be_kept_in_a_set() -> None:
    problem = Problem("no-title", Severity.ERROR, phrase("A title is missing."), Place("x.yml", 1, 1, 1, 1))
    assert {problem, problem} == {problem}
    with pytest.raises(FrozenInstanceError):
        problem.rule = "other"  # type: ignore[misc]


def test_a_severity_is_written_as_its_word() -> None:
    assert [str(severity) for severity in Severity] == ["error", "warning", "advice"]
