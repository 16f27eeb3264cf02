"""Text edits at known places: what is safe to change for an author; comments and all else stay to the byte."""

from __future__ import annotations

from collections.abc import Iterable

from journeybook.edit.ids import pinned_ids
from journeybook.edit.layout import in_order
from journeybook.edit.meaning import meaning
from journeybook.edit.quoting import unquoting
from journeybook.edit.references import Rename, renames, renaming
from journeybook.edit.sheet import Sheet, edited, sheet
from journeybook.edit.short_form import phases_written_out, touchpoints_written_out
from journeybook.edit.standard import number_at_comparison
from journeybook.model import Entity, Journey, Promise

__all__ = ["Rename", "fixed", "formatted", "renames"]


def fixed(data: bytes, kind: type[Entity], renamed: Iterable[Rename] = ()) -> bytes | None:
    """The file with references renamed, short forms that have got a second field written out, and ids pinned.

    None where the file cannot be read. Doing it twice is the same as doing it once.
    """
    page = sheet(data)
    if page is None:
        return None
    page = _after(page, edited(page, renaming(page, renamed)))
    return _with_ids(_written_out(page, everywhere=False)).data if kind is Journey else page.data


def formatted(data: bytes, kind: type[Entity], everywhere: bool = False) -> bytes | None:
    """The file with ids pinned, entries in the order of the field reference, quotes only where needed.

    `everywhere` writes out every short form. None where the file cannot be read. Doing it twice is the same as
    doing it once, and the file says the same as before.
    """
    page = sheet(data)
    if page is None:
        return None
    if kind is Journey:
        page = _with_ids(_written_out(page, everywhere))
    if kind is Promise:
        page = _unless_changed(page, edited(page, number_at_comparison(page)), kind)
    page = _unless_changed(page, in_order(page, kind), kind)
    return _unless_changed(page, edited(page, unquoting(page)), kind).data


def _written_out(page: Sheet, everywhere: bool) -> Sheet:
    for edits in (phases_written_out, touchpoints_written_out):
        page = _after(page, edited(page, edits(page, everywhere)))
    return page


def _with_ids(page: Sheet) -> Sheet:
    return _unless_changed(page, edited(page, pinned_ids(page)), Journey)


def _after(page: Sheet, data: bytes) -> Sheet:
    """The file after a change, or as it is if it could not be read any more."""
    return page if data == page.data else sheet(data) or page


def _unless_changed(page: Sheet, data: bytes, kind: type[Entity]) -> Sheet:
    """The file after a change of its looks, or as it is if it would not say the same: words come before tidiness."""
    after = _after(page, data)
    return after if after is page or meaning(after.value, kind) == meaning(page.value, kind) else page
