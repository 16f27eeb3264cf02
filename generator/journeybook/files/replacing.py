"""A folder filled anew beside the one that it takes the place of, so that there is a whole one at each moment.

What was replaced may stand aside and be what the next one begins with: then only what differs is put and removed, where
thousands of files are the same. Files are known by their inode, which two names of one file share.
"""

from __future__ import annotations

import filecmp
import glob
import os
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from journeybook.files import NEW, beside, paths

_OLD = "-replaced-"


@contextmanager
def whole(folder: Path, same: Callable[[], Collection[str]] = tuple, aside: Path | None = None) -> Iterator[Path]:
    """Yield a new folder to fill, which takes the place of `folder` at the end, or vanishes if something is raised.

    Then `same` tells which files in it are those of before. Nobody else may fill one for the same place meanwhile: what
    an earlier one has left is cleared away. Where a link leads to the folder, it goes on doing so. With `aside` the new
    folder has in it what stands there (`inodes` tells what, and whoever fills it removes what is of no use); in the end
    what was replaced stands there, if most of it is the same.
    """
    folder = Path(os.path.realpath(folder))  # of links that lead in a circle, pathlib gives up
    clean_up(folder)
    new = beside(folder, NEW)
    is_begun = aside is not None and _moved(aside, new)
    new.mkdir(parents=True, exist_ok=is_begun)
    try:
        yield new
        is_alike = _keep_times(new, folder, same())
        swap(new, folder, aside if is_alike else None)
    finally:
        _put_away(new, aside if is_begun else None)


def inodes(folder: str, above: str = "") -> Iterator[tuple[str, int]]:
    """Give what is below a folder but folders, by its path in it with `/`, and its inode; a link is not followed."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from inodes(entry.path, f"{above}{entry.name}/")
            else:
                yield f"{above}{entry.name}", entry.inode()


def drop(folder: str, names: Iterable[str]) -> None:
    """Remove these files from a folder, and the folders in it that are empty then."""
    emptied = set()
    for path in names:
        os.unlink(f"{folder}/{path}")  # noqa: PTH108 - there may be thousands
        emptied.add(path.rpartition("/")[0])
    for within in emptied:
        with suppress(OSError):  # something else is in it
            while within:
                os.rmdir(f"{folder}/{within}")  # noqa: PTH106 - as above
                within = within.rpartition("/")[0]  # noqa: PLW2901 - the one above it


def move(folder: Path, to: Path) -> None:
    """Put a folder in the place of an empty one, perhaps on another disk."""
    to.rmdir()
    shutil.move(folder, to)


def swap(new: Path, folder: Path, aside: Path | None = None) -> None:
    """Put the folder `new` in the place of `folder`, and that one aside; if that fails, `folder` is as it was."""
    if not folder.exists():
        new.rename(folder)
        return
    old = beside(folder, _OLD)
    folder.rename(old)
    try:
        new.rename(folder)
    except OSError:
        old.rename(folder)
        raise
    _put_away(old, aside)


def clean_up(folder: Path) -> None:
    """Mend what a build that was killed has left: bring back the last whole folder, remove half-built ones."""
    name = glob.escape(folder.name)
    replaced = sorted(folder.parent.glob(f".{name}{_OLD}*"))
    if replaced and not folder.exists():
        replaced.pop().rename(folder)
    for left in [*replaced, *folder.parent.glob(f".{name}{NEW}*")]:
        shutil.rmtree(left, ignore_errors=True)


def _put_away(folder: Path, aside: Path | None) -> None:
    """Remove a folder, or put it aside where nothing stands."""
    if aside is None or not _moved(folder, aside):
        shutil.rmtree(folder, ignore_errors=True)


def _moved(folder: Path, to: Path) -> bool:
    """Move a folder, if it is one and no link to one, to a place on the same disk where nothing stands."""
    with suppress(OSError):
        if folder.is_dir() and not folder.is_symlink() and not os.path.lexists(to):
            folder.rename(to)
            return True
    return False


def _keep_times(new: Path, old: Path, known: Collection[str]) -> bool:
    """Give each file that says the same as before its old times, so that copying to a server skips it.

    Returns whether most files of the new folder are known to be those of the old one.
    """
    others = [path for path in paths(str(new)) if path not in known]
    for path in others:
        if _is_same(old / path, new / path):
            shutil.copystat(old / path, new / path)
    return len(others) < len(known)


def _is_same(one: Path, other: Path) -> bool:
    """Whether two files are there and say the same."""
    try:
        return filecmp.cmp(one, other, shallow=False)
    except OSError:
        return False
