"""The lanes of a map, in reading order: the customer's side first, the company's last."""

from msgspec import Struct

from journeybook.words import Phrase, phrase


class Lane(Struct, frozen=True):
    """A row of the map: its field in a touchpoint or phase, its name, its icon."""

    field: str
    name: Phrase
    icon: str


LANES = (
    Lane("doing", phrase("Doing"), "do"),
    Lane("thinking", phrase("Thinking"), "think"),
    Lane("feeling", phrase("Feeling"), "feel"),
    Lane("pains", phrase("Pains"), "pain"),
    Lane("opportunities", phrase("Opportunities"), "opportunity"),
    Lane("backstage", phrase("Backstage"), "backstage"),
    Lane("promises", phrase("Promises"), "promise"),
    Lane("metrics", phrase("Metrics"), "metric"),
)
