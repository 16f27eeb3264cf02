"""Texts of files for whoever looks for comments that silence rules; that most have none is known from before."""

from __future__ import annotations

from journeybook.load.shelf import Folder
from journeybook.load.text import text_of
from journeybook.pages.field_digests import Store
from journeybook.rules.ignores import is_silencing

_PLACE = "unsilenced"


class Unsilenced:
    """The files of a book; one that is the same as in the last build, and had no such comment, is not opened."""

    def __init__(self, shelf: Folder, store: Store) -> None:
        self._shelf, self._store, self._text = shelf, store, text_of(shelf)
        self._before: dict[str, str] = store.told(_PLACE) or {}
        self._now: dict[str, str] = {}

    def text(self, file: str) -> str:
        """The text of a file, empty where nothing in it silences a rule."""
        mark = self._shelf.mark(file)
        if mark and self._before.get(file) == mark:
            self._now[file] = mark
            return ""
        text = self._text(file)
        if is_silencing(text):
            return text
        if mark and self._shelf.mark(file) == mark:  # it is no other file since it was opened
            self._now[file] = mark
        return ""

    def leave(self) -> None:
        """Leave to the next build which files have no such comment."""
        self._store.keep([_PLACE])
        if self._now != self._before:
            self._store.put(_PLACE, self._now)
