"""CODEOWNERS: who is asked to review which file of the book, from who answers for it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from journeybook import files, render
from journeybook.model import Actor, Book, Entity
from journeybook.words import Phrase, phrase

KEYS = {"github": ("x-github", "x-handle"), "gitlab": ("x-gitlab", "x-handle")}
"""By forge: the keys of an actor under which its handle is looked for, the first that is there counts."""

FILES = {"github": ".github/CODEOWNERS", "gitlab": ".gitlab/CODEOWNERS"}
MARK = "written by `journeybook new codeowners`"
HANDLE = re.compile(r"@[\w.-]+(?:/[\w./-]+)?|[^@\s]+@[^@\s]+\.[^@\s]+")


class Owned(Struct, frozen=True):
    """A file of the book, the actors that answer for it, and their handles, as far as they have any."""

    file: str
    actors: tuple[Actor, ...]
    handles: tuple[str, ...]


class Owners(Struct, frozen=True):
    """Who is asked about which file, who has no handle yet, and whose handle cannot be one."""

    files: tuple[Owned, ...]
    without: tuple[Actor, ...]
    wrong: tuple[tuple[Actor, str], ...]

    @property
    def reviewers(self) -> tuple[tuple[Actor, int], ...]:
        """The actors that answer for anything, with the number of files, the most first."""
        counts = Counter(actor.id for each in self.files for actor in each.actors)
        known = {actor.id: actor for each in self.files for actor in each.actors}
        return tuple(
            (known[name], count) for name, count in sorted(counts.items(), key=lambda each: (-each[1], each[0]))
        )


def owners(book: Book, forge: str) -> Owners:
    """The files of a book that somebody answers for, as owner or sponsor."""
    handles = {actor.id: handles_of(actor, forge) for actor in book.actors.values()}
    found = tuple(_owned(book, handles))
    asked = {actor.id: actor for each in found for actor in each.actors}
    wrong = tuple(
        (actor, typed)
        for actor in book.actors.values()
        for typed in _typed(actor, forge)
        if not HANDLE.fullmatch(typed)
    )
    refused = {actor.id for actor, _ in wrong}
    without = tuple(asked[name] for name in sorted(asked) if not handles[name] and name not in refused)
    return Owners(tuple(sorted(found, key=lambda each: each.file)), without, wrong)


def handles_of(actor: Actor, forge: str) -> tuple[str, ...]:
    """The handles of an actor: `@name`, `@organisation/team` or a mail address."""
    return tuple(typed for typed in _typed(actor, forge) if HANDLE.fullmatch(typed))


def _typed(actor: Actor, forge: str) -> Iterator[str]:
    value = next((actor.extras[key] for key in KEYS[forge] if actor.extras.get(key)), None)
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, str):
            yield each.strip() if "@" in each else f"@{each.strip()}"


def _owned(book: Book, handles: Mapping[str, tuple[str, ...]]) -> Iterator[Owned]:
    for entity in (book.settings, *book.entities):
        origin = book.origins.get(entity.id)
        names = dict.fromkeys(name for name in _named(entity) if name in book.actors)
        if origin and names:
            actors = tuple(book.actors[name] for name in names)
            yield Owned(origin.file, actors, tuple(dict.fromkeys(h for name in names for h in handles[name])))


def _named(entity: Entity) -> Iterator[str]:
    """Ids of those who answer for a thing; people answer for what is said of themselves."""
    yield from (name for name in (entity.owner, entity.sponsor) if name)
    if isinstance(entity, Actor) and not entity.owner and entity.stage != "technology":
        yield entity.id


def codeowners(root: Path, found: Owners, forge: str, way: str, language: str) -> str | Phrase:
    """Writes the file that the forge reads; its path, or why it is not written.

    `root` is the folder of the repository, `way` that of the book in it, with `/` behind it unless they are one.
    """
    path = root / FILES[forge]
    if not any(each.handles for each in found.files):
        return phrase("No role has a handle yet, so nobody could be asked.")
    if path.is_file() and MARK not in path.read_bytes().decode("utf-8", "replace"):
        return phrase("{file} is there already and says something else; it is not overwritten.", file=FILES[forge])
    rows = [
        {"path": f"/{way}{each.file}".replace(" ", "\\ ").replace("#", "\\#"), "handles": " ".join(each.handles)}
        for each in found.files
        if each.handles
    ]
    template = render.plain(language).get_template("new/forge/codeowners.j2")
    files.write(path, template.render(files=rows, keys=KEYS[forge], mark=MARK))
    return FILES[forge]
