"""What stands around the lines that could not be read: of that, nobody knows yet what it lacks or holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct
from pydantic_core import ErrorDetails

from journeybook.model import Entity, Metric
from journeybook.model.metric import FIGURES, SAID_IN
from journeybook.model.values import split_number
from journeybook.model.wording import Location, name_meant, typed_at, value_at
from journeybook.source import Gap, Mapping, Sequence, Span, Value


class CutShort(Struct, frozen=True):
    """A thing of which some lines could not be read, and the places of all that they may belong to."""

    kind: type[Entity]
    root: Value
    places: frozenset[Location]

    @classmethod
    def by(cls, gaps: Iterable[Gap], kind: type[Entity], root: Value) -> CutShort:
        """What these gaps cut short."""
        return cls(kind, root, frozenset(place for gap in gaps for place in _places(root, gap)))

    def leaves_open(self, detail: ErrorDetails) -> bool:
        """Whether a mistake may be none, or another one, when the lines that could not be read are known."""
        if not self.places:
            return False
        at = typed_at(self.root, detail["loc"])
        if detail["type"] == "missing":
            return at[:-1] in self.places
        if detail["type"] == "extra_forbidden":  # what stands alone may be the beginning of anything
            holder = value_at(self.root, at[:-1])
            alone = at[:-1] in self.places and isinstance(holder, Mapping) and not set(holder) - {at[-1], "id"}
            return alone and name_meant(at, self.kind, self.root) is None
        return self._nearest(at) in self.places or (at != () and self._lacks_unit(at))

    def _nearest(self, at: Location) -> Location:
        """The place, or that of what was read as if it stood there."""
        while at and value_at(self.root, at) is None:
            at = at[:-1]
        return at

    def _lacks_unit(self, at: Location) -> bool:
        """Whether it is a figure, and nobody knows yet in which unit it is meant."""
        if not issubclass(self.kind, Metric) or not isinstance(self.root, Mapping) or self.root.keys() >= SAID_IN:
            return False
        typed = value_at(self.root, at)
        return at[-1] in FIGURES and isinstance(typed, str) and split_number(typed) is not None


def _places(value: Value, gap: Gap, place: Location = ()) -> Iterator[Location]:
    """The places of all in which the gap may lie: of what was read last above it, and of what holds that."""
    if gap.column and not gap.item and isinstance(value, Mapping | Sequence) and value.span[1] > gap.column:
        return
    yield place
    last = gap.last + 1 if gap.item else gap.first - 1
    above = [each for each in _inside(value) if each[0][0] <= last]
    if not above:
        return
    _, step, span, inner = max(above, key=lambda each: (each[0], not isinstance(each[3], str)))
    if isinstance(inner, Mapping | Sequence):
        yield from _places(inner, gap, (*place, step))
    elif span[0] < span[2]:  # a text in one line is all there is of it
        yield (*place, step)


def _inside(value: Value) -> Iterator[tuple[tuple[int, int], str | int, Span, Value]]:
    """All that stands in a list or group: where it begins, its number or name, its place, and itself."""
    if isinstance(value, Sequence):
        for number, (item, span) in enumerate(zip(value, value.items_at, strict=False)):
            yield span[:2], number, span, item
    elif isinstance(value, Mapping):
        begins, places = value.keys_at, value.values_at
        for name, item in value.items():
            yield begins[name][:2], name, places[name], item
