"""How touchpoints feel by where they belong, as precisely as it is told."""

from __future__ import annotations

from journeybook.measures.feelings import Feeling, Met, tables
from journeybook.model import Text

WARM, COLD = Text("warm"), Text("cold")
HERE = (
    Met("app", "sales", "buy", "", -0.5, WARM),
    Met("app", "sales", "buy", "get", -0.42, COLD),
    Met("phone", "", "buy", "", None, WARM),
    Met("app", "sales", "", "", 2, WARM),
)


def test_a_mean_is_told_with_one_digit_and_its_face_shows_the_mean_itself() -> None:
    assert tables(HERE)["area stage"]["sales", "buy"] == Feeling(2, -0.5, -0.5, 0, ())


def test_what_is_not_told_stands_under_no_word() -> None:
    found = tables(HERE)
    assert list(found["area stage"]) == [("sales", "buy"), ("", "buy"), ("sales", "")]
    assert found["area stage"]["", "buy"] == Feeling(1, None, None, 0, ())
    assert found["channel aim"]["app", "get"].count == 1


def test_tones_are_told_by_channel_and_stage_each_once() -> None:
    assert tables((*HERE, HERE[0]))["channel stage"]["app", "buy"].tones == (WARM, COLD)
