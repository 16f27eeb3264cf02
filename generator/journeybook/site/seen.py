"""What files held when earlier builds read them, kept so that what has not changed is not read again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from journeybook import files
from journeybook.files.spelt import read, spelt
from journeybook.files.storeroom import storeroom
from journeybook.git.marks import Marks

NAME = "seen.json"


def remembered(root: Path) -> Marks:
    """Return marks of files, with what the last build in `root` knew of them."""
    try:
        told = read((storeroom(root) / NAME).read_bytes())
        return Marks(before={path: (tuple(state), str(mark)) for path, (*state, mark) in told.items()})
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):  # whatever somebody has made of our file
        return Marks()


def remember(root: Path, marks: Marks) -> None:
    """Keep what these marks were asked for, if that is news; where nobody may write, all is read again."""
    if not marks.has_learned:
        return
    told = {path: [*state, mark] for path, (state, mark) in sorted(marks.known.items())}
    with suppress(OSError):
        files.write(storeroom(root) / NAME, spelt(told))


def told(marks: Marks, folders: Iterable[Path]) -> Iterator[str]:
    """Give a line for each file of these folders: its path, and what tells what stands in it."""
    for folder in folders:
        for path in sorted(files.paths(str(folder))):
            if not path.endswith(".pyc"):
                yield f"{folder.name}/{path} {marks.of(f'{folder}/{path}')}"
