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
    before = [Digests().of(phase) for phase in found]
    for phase in found:
        vars(phase)["worked_out"] = phase.whole
    assert [Digests().of(phase) for phase in found] == before


def test_another_word_changes_it() -> None:
    first, *_ = phases()
    other = first.model_copy(update={"id": "another"})
    assert Digests().of(first) != Digests().of(other)


def test_another_item_changes_a_long_list_too() -> None:
    items = [*phases(), *map(str, range(2000))]
    for around in (list, lambda found: ("within", tuple(found))):
        before = Digests().of(around(items))
        assert Digests().of(around(list(items))) == before
        assert Digests().of(around([*items[:-1], "another"])) != before
        assert Digests().of(around([*items[1:], items[0]])) != before
