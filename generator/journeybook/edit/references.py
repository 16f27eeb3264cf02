"""References to what has another name now: every mention of a former id becomes the present one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from msgspec import Struct

from journeybook.edit.sheet import Edit, Sheet
from journeybook.model import Book
from journeybook.problem import Place
from journeybook.source.lines import unquoted


class Rename(Struct, frozen=True):
    """A former id where it stands, or where it would stand if it was typed there, and the present one."""

    place: Place
    old: str
    new: str


def renames(book: Book) -> Mapping[str, list[Rename]]:
    """What to rename in each file, so that every reference names things as they are called now."""
    present = {old: entity.id for entity in book.entities for old in entity.formerly if old not in book.origins}
    found: defaultdict[str, list[Rename]] = defaultdict(list)
    for source, references in book.references.items() if present else ():
        for reference in references:
            whole, slash, part = reference.target.partition("/")
            if whole in present:
                # Most references stand behind a name; those by persona (`emotion_by`) are names.
                for key in (False, True):
                    place = book.place(source, *reference.path, key=key)
                    found[place.file].append(Rename(place, reference.target, present[whole] + slash + part))
    return found


def renaming(page: Sheet, places: Iterable[Rename]) -> list[Edit]:
    """The edits that write the present ids; a place where something else stands is left alone."""
    edits: dict[int, Edit] = {}
    for rename in places:
        place = rename.place
        span = (place.line, place.column, place.end_line, place.end_column)
        typed = page.typed(span)
        if unquoted(typed) == rename.old:
            edits[page.start(span)] = Edit(page.start(span), page.end(span), typed.replace(rename.old, rename.new))
    return list(edits.values())
