"""Where a thing was read from: its file, and what stands in it with the places of all words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct, structs

from journeybook.problem import Place
from journeybook.source import Mapping, Sequence, Span, Value, place_of
from journeybook.source.values import NOWHERE, put_away, taken_out


class Beside(Struct, frozen=True):
    """Items of a field that stand in a file of their own: those from number `first` on."""

    field: str
    first: int
    file: str
    items: Value


class Later(NamedTuple):
    """A file that can be looked into: where all that stands in it is, and what reads it."""

    span: Span
    read: Callable[[], Origin]


@dataclass(frozen=True, slots=True)
class Origin:
    """The file an entity was read from (path from the book's root) and what stands in it, with places."""

    file: str
    root: Value
    beside: Beside | None = None
    mark: str = ""
    """What changes when, and only when, the file or what stands beside it does; empty where nobody said."""
    _later: Later | None = field(default=None, init=False, repr=False, compare=False)
    _packed: bytes = field(default=b"", init=False, repr=False, compare=False)

    @classmethod
    def unread(cls, file: str, beside: Beside | None, mark: str, later: Later) -> Origin:
        """The same of a file that is looked into when somebody asks what stands in it, or beside it."""
        found = cls(file, None, beside, mark)
        object.__delattr__(found, "root")
        object.__setattr__(found, "_later", later)
        return found

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Value:
            if name != "root" or (self._later is None and not self._packed):
                raise AttributeError(name)
            if self._packed:
                object.__setattr__(self, "root", taken_out(self._packed))
                return self.root
            read = self._later.read()
            if self.beside is not None:
                items = read.beside.items if read.beside is not None else None
                object.__setattr__(self, "beside", structs.replace(self.beside, items=items))
            object.__setattr__(self, "root", read.root)
            return read.root

    @property
    def is_read(self) -> bool:
        """Whether what stands in the file is at hand."""
        return bool(self._packed) or self._is_unpacked

    @property
    def _is_unpacked(self) -> bool:
        try:
            object.__getattribute__(self, "root")
        except AttributeError:
            return False
        return True

    @property
    def span(self) -> Span:
        """Where all of it stands."""
        if self._later is not None:
            return self._later.span
        return self.root.span if isinstance(self.root, Mapping | Sequence) else NOWHERE

    def place(self, path: tuple[str | int, ...], key: bool = False) -> Place:
        """Where the value at the path stands, or the nearest thing above it; with `key`, where its name is."""
        if not path:
            return Place(self.file, *self.span)
        root, other = self.root, self.beside
        if other and path[:1] == (other.field,) and len(path) > 1 and isinstance(path[1], int):
            item = path[1] - other.first
            if item >= 0:
                return place_of(other.items, (item, *path[2:]), other.file, key)
        return place_of(root, path, self.file, key)

    def can_be_read(self, again: Callable[[], Origin]) -> None:
        """Learn what reads the file once more, when somebody asks for what was let go of."""
        object.__setattr__(self, "_later", Later(self.span, again))

    def pack(self) -> None:
        """Put what stands in the file away, into a tenth of the room, until somebody asks."""
        object.__setattr__(self, "_packed", put_away(self.root))
        self.put_away()

    def put_away(self) -> None:
        """Put away again what was packed before, where somebody has asked for it since."""
        if self._packed and self._is_unpacked:
            object.__delattr__(self, "root")

    def let_go(self) -> None:
        """Forget what stands in the file, which is half of what a book takes, until somebody asks; not where it begins.

        What nobody can read once more is forgotten for good.
        """
        if self._later is None:
            if isinstance(self.root, Mapping):
                object.__setattr__(self, "root", Mapping(self.span))
        elif self._is_unpacked:
            object.__delattr__(self, "root")
        object.__setattr__(self, "_packed", b"")
