"""What a caller knows better than a file tells."""

from __future__ import annotations

from msgspec import Struct

from journeybook.convert.scores import Scale


class Wishes(Struct, frozen=True):
    """What the caller knows better: the title, the id, the persona, the scale; empty where nothing was said.

    `actors` are written where the book lacks them, `sketch` writes a first file for the persona as well.
    """

    title: str = ""
    id: str = ""
    persona: str = ""
    scale: Scale | None = None
    actors: bool = True
    sketch: bool = False
