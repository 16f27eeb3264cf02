"""A report as a value: what is asked of whom, and sections of sentences, lists and tables; no look, no language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import ClassVar, Protocol

from msgspec import Struct, field

from journeybook.measures.figure import Figure
from journeybook.measures.verdict import Verdict
from journeybook.model import Text
from journeybook.words import Phrase, phrase


class Sayable(Protocol):
    """Words that are said in a language: an author's text, a phrase of ours, a number with its unit."""

    def say(self, language: str) -> str:
        """The words in a language."""


class Words(Struct, frozen=True):
    """Words in a cell; `quoted` if somebody said them, `missing` if they say that something is not there."""

    kind: ClassVar[str] = "words"
    words: Sayable
    quoted: bool = False
    missing: bool = False


class Ref(Struct, frozen=True):
    """A thing of the book, by its id (`journey/touchpoint` of a touchpoint), and what it is called."""

    kind: ClassVar[str] = "ref"
    id: str
    label: Text


class Told(Struct, frozen=True):
    """A figure, and the thing it is a figure of, as in `measure`; its n is not said where it is not `counted`."""

    kind: ClassVar[str] = "figure"
    of: str
    figure: Figure
    counted: bool = True


class Feeling(Struct, frozen=True):
    """How a touchpoint feels, −2 … 2; None where nobody said."""

    kind: ClassVar[str] = "feeling"
    value: float | None


class Mark(Struct, frozen=True):
    """The verdict on a promise."""

    kind: ClassVar[str] = "verdict"
    verdict: Verdict


class Day(Struct, frozen=True):
    """A day; `late` if it has gone by."""

    kind: ClassVar[str] = "day"
    day: date
    late: bool = False


class Several(Struct, frozen=True):
    """Several things in one cell: one below the other, or in one line."""

    kind: ClassVar[str] = "several"
    cells: tuple[Cell, ...]
    in_line: bool = False


class Blank(Struct, frozen=True):
    """A place to write in, in a sheet to be printed: so many lines."""

    kind: ClassVar[str] = "blank"
    lines: int = 1


Cell = Words | Ref | Told | Feeling | Mark | Day | Several | Blank


class Table(Struct, frozen=True):
    """Rows under named columns; the first cell of a row names it. `look`: table, cards, sheet or strip.

    `ranks`, one a row, say what puts the rows in order; which of the same rank comes first is up to the reader's
    language. Without them the rows stand as they are.
    """

    columns: tuple[Phrase, ...]
    rows: tuple[tuple[Cell, ...], ...]
    look: str = "table"
    ranks: tuple[tuple[float, ...], ...] = ()


class Section(Struct, frozen=True):
    """A part of a report: sentences, then a list, then a table, and the drawing of the page that says the same."""

    id: str
    title: Sayable
    words: tuple[Cell, ...] = ()
    points: tuple[Cell, ...] = ()
    table: Table | None = None
    drawing: str = ""


class Ask(Struct, frozen=True):
    """A decision wanted: what it is about, what is to be decided, by whom and until when."""

    about: Cell
    what: Cell
    whom: Cell
    until: Cell


class Report(Struct, frozen=True):
    """One report; `asks` stand at its head, `nothing_asked` says why there are none.

    With `asked_last` they stand at its end: whom it is for reads it for what it tells.
    """

    id: str
    title: Sayable
    lead: Sayable
    asks: tuple[Ask, ...]
    nothing_asked: Phrase
    sections: tuple[Section, ...]
    as_of: date = date.min
    about: Mapping[str, str] = field(default_factory=dict)
    asked_last: bool = False

    @property
    def asked_of_all(self) -> Cell | None:
        """What is asked, where it is one and the same of several; it is said once then."""
        wanted = [ask.what for ask in self.asks]
        return wanted[0] if len(wanted) > 1 and all(each == wanted[0] for each in wanted) else None


ASKED: tuple[tuple[str, Phrase], ...] = (
    ("about", phrase("About")), ("what", phrase("Decision wanted")), ("whom", phrase("Of whom")),
    ("until", phrase("Until")),
)  # fmt: skip
"""What a decision wanted says, field by field, and what its column is called."""
