"""When a journey is due: in one way, wherever it is told."""

from __future__ import annotations

from datetime import date

import pytest

from journeybook.measures.due import after, next_review
from journeybook.model import Duration, Journey

HALF_A_YEAR = Duration(6, "month")


@pytest.mark.parametrize(
    ("reviewed", "every", "due"),
    [
        (date(2026, 1, 1), HALF_A_YEAR, date(2026, 7, 1)),
        (date(2026, 8, 31), HALF_A_YEAR, date(2027, 2, 28)),
        (date(2026, 11, 3), Duration(24, "month"), date(2028, 11, 3)),
        (date(2024, 2, 29), Duration(1, "year"), date(2025, 2, 28)),
        (date(2026, 1, 1), Duration(1.5, "year"), date(2027, 7, 1)),
        (date(2026, 1, 1), Duration(0.5, "month"), date(2026, 1, 16)),
        (date(2026, 1, 1), Duration(36, "h"), date(2026, 1, 2)),
        (date(2026, 1, 1), Duration(900, "year"), after(date(2026, 1, 1), 36500)),
        (date(9999, 12, 1), HALF_A_YEAR, date.max),
        (date(2026, 1, 1), None, None),
        (None, HALF_A_YEAR, None),
    ],
)
def test_the_next_review(reviewed: date | None, every: Duration | None, due: date | None) -> None:
    journey = Journey.model_construct(id="paying", last_reviewed=reviewed, review_every=every)
    assert next_review(journey) == due


def test_a_journey_without_a_rhythm_has_the_usual_one() -> None:
    assert next_review(
        Journey.model_construct(id="paying", last_reviewed=date(2026, 1, 1), review_every=None), HALF_A_YEAR
    ) == date(2026, 7, 1)
