"""What is kept is told by what was typed: nothing that a record has worked out in the meantime may change that."""

from __future__ import annotations

from pathlib import Path

from journeybook.load import load
from journeybook.model import Phase
from journeybook.pages.digests import Digests

BOOK = Path(__file__).parent / "books" / "government"


def phases() -> list[Phase]:
    book, _ = load(BOOK)
    return [phase for journey in book.journeys.values() for phase in journey.phases]


def test_what_a_record_has_worked_out_does_not_change_its_digest() -> None:
    found = phases()
    for phase in found:
        vars(phase).pop("whole", None)
    before = [Digests().of(phase) for phase in found]
    typed = [len(vars(phase)) for phase in found]
    for phase in found:
        assert len(phase.whole) == len(phase.touchpoints)
    assert [len(vars(phase)) for phase in found] != typed, "nothing was worked out: the test would show nothing"
    assert [Digests().of(phase) for phase in found] == before


def test_another_word_changes_it() -> None:
    first, *_ = phases()
    other = first.model_copy(update={"id": "another"})
    assert Digests().of(first) != Digests().of(other)
