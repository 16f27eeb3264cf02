"""Writing: only what differs, removing what is gone, each file whole or not at all."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

NEW = "-being-built-"
_PIECE = 1 << 20  # bytes


def write(path: Path, data: str | bytes) -> bool:
    """Write a file whole, through a new one beside it, if it differs from what is there; tell whether it did."""
    content = data.encode() if isinstance(data, str) else data
    if path.is_file() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    new = beside(path, NEW)
    try:
        new.write_bytes(content)
        if path.is_file():
            shutil.copymode(path, new)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)
    return True


def hand_over(path: Path, data: str | bytes) -> bool:
    """Write what somebody wants there: into what a link leads to, into a pipe or a device (/dev/null) as it is.

    To put a new file in the place of these would take them away from everybody. Tells whether anything was written.
    """
    if not path.exists() or path.is_file() or path.is_dir():
        return write(Path(os.path.realpath(path)), data)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return True


def write_pieces(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file whole that is too large to be held in memory, through a new one beside it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = beside(path, NEW)
    try:
        with new.open("wb") as stream:
            stream.writelines(pieces)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def pieces_of(path: Path) -> Iterator[bytes]:
    """What stands in a file, piece by piece."""
    with path.open("rb") as stream:
        while piece := stream.read(_PIECE):
            yield piece


def link(file: str, to: str) -> None:
    """Have a file at another place too, instead of what is there; a copy with its times where the disk knows no links.

    Whoever changes it there must put another in its place, as all of this does: to write into it changes both. A site
    has thousands: the paths are words.
    """
    try:
        os.link(file, to)
    except OSError:
        there = Path(to)
        there.parent.mkdir(parents=True, exist_ok=True)
        there.unlink(missing_ok=True)
        try:
            os.link(file, to)
        except OSError:
            shutil.copy2(file, to)


def paths(folder: str, above: str = "", led: set[str] | None = None) -> Iterator[str]:
    """Give the files below a folder, by their path in it with `/`.

    Of a folder that is not there, there are none; where a link leads to one is gone once (`led` says where).
    """
    led = set() if led is None else led
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        with suppress(OSError):  # a link that leads to itself
            if entry.is_dir():
                there = os.path.realpath(entry.path) if entry.is_symlink() else ""
                if there not in led:
                    led.update([there] if there else [])
                    yield from paths(entry.path, f"{above}{entry.name}/", led)
            elif entry.is_file():
                yield f"{above}{entry.name}"


def remove(path: Path) -> None:
    """Remove a file, if it is there."""
    path.unlink(missing_ok=True)


def empty(folder: Path, heed: Callable[[], None]) -> None:
    """Remove what a folder holds but what is hidden; of a large one this takes long, and `heed` may break it off."""
    folder.mkdir(parents=True, exist_ok=True)
    within = []
    for path, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        within += [Path(path, name) for name in folders]
        for name in (name for name in names if not name.startswith(".")):
            heed()
            Path(path, name).unlink()
    for each in reversed(within):
        with suppress(OSError):  # something hidden is in it
            each.rmdir()


def write_folder(folder: Path, files: Mapping[str, str | bytes]) -> list[str]:
    """Make a folder hold just these files (paths with `/`); return the paths that were written or removed, sorted."""
    written = [name for name, data in files.items() if write(folder / name, data)]
    gone = [path for path in folder.rglob("*") if path.is_file() and path.relative_to(folder).as_posix() not in files]
    for path in gone:
        path.unlink()
    _drop_empty(folder)
    return sorted([*written, *(path.relative_to(folder).as_posix() for path in gone)])


def beside(path: Path, kind: str) -> Path:
    """Return a new name in the same folder: renaming stays on one disk, and the rights are usual, as we make it."""
    return path.with_name(f".{path.name}{kind}{secrets.token_hex(4)}")


def _drop_empty(folder: Path) -> None:
    for path in sorted((path for path in folder.rglob("*") if path.is_dir()), reverse=True):
        if not os.listdir(path):  # noqa: PTH208 - a generator of paths would keep the folder open while it goes
            path.rmdir()
