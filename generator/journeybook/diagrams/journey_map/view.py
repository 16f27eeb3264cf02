"""What a journey map says, in one language and ready to be drawn: no book, no geometry."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from journeybook.problem import Place


class Card(Struct, frozen=True):
    """A touchpoint: its number through the journey, its channel in words and as an icon, what makes it stand out."""

    id: str
    number: int
    title: str
    channel: str
    icon: str
    emotion: float | None
    link: str
    tip: str
    weakest: bool = False
    moment: bool = False
    absent: bool = False
    opens: str = ""
    opens_tip: str = ""
    about: tuple[str, ...] = ()


class Quote(Struct, frozen=True):
    """A thought in the customer's own words, within quotation marks."""

    text: str
    link: str


class Bullet(Struct, frozen=True):
    """One of a list, after its sign: a pain (–), an opportunity (+), or a plain text (·)."""

    text: str
    link: str
    sign: str = "·"
    ink: str = "muted"


class Duty(Struct, frozen=True):
    """What an actor does behind the line of visibility."""

    actor: str
    does: str
    link: str
    about: tuple[str, ...] = ()


class Chip(Struct, frozen=True):
    """A promise and its state: made, kept, at_risk, broken, unmeasured; the state in words too."""

    title: str
    state: str
    word: str
    link: str
    tip: str
    about: tuple[str, ...] = ()
    said: object = ""
    """The title in no language yet, so that a page can mark what is of another."""


class Gauge(Struct, frozen=True):
    """A metric: its latest value and its target in words, and how the one stands to the other."""

    label: str
    value: str
    target: str
    state: str
    link: str
    tip: str
    about: tuple[str, ...] = ()
    said: object = ""
    """The label in no language yet."""


class More(Struct, frozen=True):
    """How many things of a cell are told on the page alone."""

    text: str
    link: str


Item = Card | Quote | Bullet | Duty | Chip | Gauge | More


class PhaseView(Struct, frozen=True):
    """A column of the map: `cells` holds what each lane shows of it, by the lane's field."""

    number: int
    title: str
    time: str
    mood: str
    link: str
    tip: str
    cells: Mapping[str, tuple[Item, ...]]

    @property
    def cards(self) -> tuple[Card, ...]:
        """The touchpoints of the phase."""
        return tuple(item for item in self.cells.get("doing", ()) if isinstance(item, Card))


class LaneView(Struct, frozen=True):
    """A row of the map: the field it shows, its name, its icon."""

    field: str
    name: str
    icon: str


class Words(Struct, frozen=True):
    """What the map says by itself."""

    weakest: str
    moment: str
    delight: str
    neutral: str
    anger: str
    states: Mapping[str, str]
    emotions: tuple[tuple[int, str], ...]


class MapView(Struct, frozen=True):
    """A whole map; lanes in which nothing stands are left out."""

    title: str
    description: str
    lanes: tuple[LaneView, ...]
    phases: tuple[PhaseView, ...]
    words: Words
    place: Place
