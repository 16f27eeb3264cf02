"""Where builds keep what they have made for later ones: in the book's folder, or for this once elsewhere."""

from __future__ import annotations

import atexit
import os
from functools import cache
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

FOLDER = ".journeybook"
DRAWINGS = "drawings"


def storeroom(root: Path) -> Path:
    """The folder in which builds of a book keep things; one that goes with this program where nobody may write there.

    So a book that can only be read, or in which something else has the name of the folder, can be built all the same.
    """
    own = root / FOLDER
    there = [each for each in (own, own / DRAWINGS) if os.path.lexists(each)] or [root]
    return own if all(map(_is_for_us, there)) else _lent(root.absolute())


def _is_for_us(path: Path) -> bool:
    return path.is_dir() and os.access(path, os.W_OK | os.X_OK)


@cache
def _lent(_: Path) -> Path:
    lent = Path(mkdtemp(prefix="journeybook-"))
    atexit.register(rmtree, lent, ignore_errors=True)
    return lent
