"""Commands that edit an author's files where it is safe: format, and the `--fix` of check."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click

from journeybook import files
from journeybook.cli.call import SETTINGS, Call, found_root, pass_call, program
from journeybook.edit import Rename, fixed, formatted, renames
from journeybook.load.folder import entity_files
from journeybook.model import Entity, Settings
from journeybook.words import phrase, phrases


@click.command("format")
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--check", "only_check", is_flag=True, help="Write nothing; fail if something would change.")
@click.option("--expand", is_flag=True, help="Write the short form of journeys out as fields.")
@pass_call
def format_(call: Call, paths: tuple[Path, ...], only_check: bool, expand: bool) -> None:
    """Put fields in the order of the reference, pin ids, take off needless quotes; comments stay.

    Without PATH all files of the book. Prints the files that change; those that cannot be read stay as they are.
    """
    root = root_of(call, paths)
    changes, unreadable = [], False
    for kind, path in _chosen(root, paths):
        data = _data(path)
        after = formatted(data, kind, everywhere=expand)
        unreadable |= after is None
        if after is None:
            call.tell(phrase("{file} cannot be read: see journeybook check.", file=_name(root, path)))
        elif after != data:
            changes.append((path, after))
    names = [_name(root, path) for path, data in changes if not only_check and files.hand_over(path, data)]
    _tell(call, names)
    click.echo("".join(f"{_name(root, path)}\n" for path, _ in changes), nl=False)
    if only_check:
        _tell_what_to_run(call, len(changes))
    sys.exit(1 if unreadable or (only_check and changes) else 0)


def root_of(call: Call, paths: tuple[Path, ...]) -> Path:
    """The book that is meant: the one here, else the one that one of the paths leads into."""
    roots = (call.root, *(found_root(path.resolve()) for path in paths))
    root = next((root for root in roots if (root / SETTINGS).is_file()), None)
    if root is None:
        call.need_book()
    return root or call.root


def fix(call: Call) -> None:
    """Makes the safe changes that mend something: short forms with a second field, ids pinned, former ids renamed."""
    call.need_book()
    changed = _mended(call, {})
    # Only what can be read tells what it refers to, and what to call it.
    changed += _mended(call, renames(call.book()[0]))
    _tell(call, list(dict.fromkeys(changed)))


def _mended(call: Call, found: Mapping[str, Sequence[Rename]]) -> list[str]:
    changes = []
    for kind, path in _chosen(call.root, ()):
        data, name = _data(path), _name(call.root, path)
        after = fixed(data, kind, found.get(name, ()))
        if after is not None and after != data:
            changes.append((path, after))
    return [_name(call.root, path) for path, data in changes if files.hand_over(path, data)]


def _data(path: Path) -> bytes:
    """What stands in a file; where nobody may know, nothing that can be read: check tells why."""
    try:
        return path.read_bytes()
    except PermissionError:
        return b""


def _chosen(root: Path, paths: tuple[Path, ...]) -> Iterator[tuple[type[Entity], Path]]:
    """The files of the book that are meant: all, or those at or below the paths; other files are passed over."""
    wanted = [path.resolve() for path in paths]
    whole: list[tuple[type[Entity], Path]] = [(Settings, root / SETTINGS), *entity_files(root)]
    for kind, path in whole:
        if path.is_file() and (not paths or any(path.resolve().is_relative_to(place) for place in wanted)):
            yield kind, path


def _tell(call: Call, names: Sequence[str]) -> None:
    if names:
        listed = ", ".join(names[:5]) + (" …" if len(names) > 5 else "")
        call.say(phrases("{count} file changed: {names}", "{count} files changed: {names}", len(names), names=listed))


def _tell_what_to_run(call: Call, count: int) -> None:
    if count:
        told = phrases("{count} file would change. To change it, run: {command} format",
                       "{count} files would change. To change them, run: {command} format",
                       count, command=program())  # fmt: skip
        call.say(told)


def _name(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix()
