"""What a reference that leads nowhere may have meant: the nearest name, looked for without comparing it with all."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import PurePath

from journeybook.model import KINDS, Book
from journeybook.model.close import closest
from journeybook.model.fields import NOUNS
from journeybook.model.record import KEBAB
from journeybook.model.references import Reference
from journeybook.source.names import undisguised
from journeybook.words import Phrase, phrase, slug

FOLDERS = {kind.noun: kind.folder for kind in KINDS}
MOST_SOUGHT = 200  # different names; each is compared with all names of its kind, and nobody reads more hints than that
MOST_LISTED = 12
NOT_YET = {"null", "none", "nobody", "tbd", "tba", "todo", "n-a", "n/a", "na", "brak", "nikt", "нет", "никто"}
"""What people type for nothing."""
SEVERAL = re.compile(r"\s*[,;]\s*(?=[a-z0-9-]+(?:\s*[,;]|$))")
Names = Mapping[str, Iterable[str]]


class Suggestions:
    """Hints for the references of one book; each name is looked for once."""

    def __init__(self, book: Book, names: Names) -> None:
        self._book, self._names = book, names
        self._found: dict[tuple[str, tuple[str, ...]], str | None] = {}

    def hint(self, reference: Reference, own: Names) -> Phrase:
        """What to type instead of a reference; `own` are the names that count inside its file only."""
        target, kinds = reference.target, reference.ref.kinds
        present, other = self._present(target), self._book.get(target)
        if present is not None:
            return phrase("It is now called “{name}”; journeybook check --fix changes it everywhere.", name=present)
        if other is not None:
            return phrase("“{target}” is of another kind: {noun}.", target=target, noun=NOUNS[other.noun])
        return self._mistyped(reference, kinds, own) or self._known_instead(target, kinds, own)

    def _mistyped(self, reference: Reference, kinds: tuple[str, ...], own: Names) -> Phrase | None:
        """What is meant by a name that only looks right, by several at once, by a title, or by a slip."""
        target, many = reference.target, isinstance(reference.path[-1], int)
        plain = undisguised(target)
        if plain != target and any(plain in (*self._names[kind], *own.get(kind, ())) for kind in kinds):
            return phrase("Signs in it only look right, or are not seen at all. Delete it and type: {name}", name=plain)
        if (several := self._several(target, kinds)) and not many:
            return phrase(
                "Only one can stand here, such as {name}; write one more item for each other.", name=several[0]
            )
        if several:
            return phrase("Several stand in brackets, with commas between them: [{listed}]", listed=", ".join(several))
        if target.endswith((".yml", ".yaml")) and (name := PurePath(target).stem) in self._known(kinds, own):
            return phrase("Did you mean “{close}”?", close=name)
        if titled := self._titled(target, kinds):
            return phrase("An id is needed, not a title. Write: {name}", name=titled)
        close = self._close(target, kinds, own)
        return phrase("Did you mean “{close}”?", close=close) if close else None

    def _known_instead(self, target: str, kinds: tuple[str, ...], own: Names) -> Phrase:
        """What there is, where nothing is like the name."""
        if parts := self._parts.get(target.partition("/")[0]):
            whole = target.partition("/")[0]
            return phrase("“{whole}” has: {known}.", whole=whole, known=_listed(f"{whole}/{part}" for part in parts))
        if not slug(target) or target.casefold() in NOT_YET:
            return phrase("If nobody knows it yet, delete what stands behind the colon.")
        if kinds[0] in FOLDERS:
            file = f"{FOLDERS[kinds[0]]}/{slug(target)[:80] or target[:80]}.yml"
            return (
                phrase("Correct the name, or write {file}.", file=file)
                if KEBAB.fullmatch(target)
                else phrase("An id is needed, not a title: the name of a file without its ending, such as {file}.",
                            file=file)
            )  # fmt: skip
        known = _listed(sorted(self._known(kinds, own)))
        return phrase("There are: {known}.", known=known) if known else phrase("Nothing of the kind is written yet.")

    def _several(self, target: str, kinds: tuple[str, ...]) -> list[str]:
        """The names in a list that lacks its brackets, or only its commas."""
        listed, names = SEVERAL.split(target.strip()), target.split()
        if len(listed) == 1 and all(any(name in self._names[kind] for kind in kinds) for name in names):
            listed = names
        return listed if len(listed) > 1 else []

    def _titled(self, target: str, kinds: tuple[str, ...]) -> str | None:
        """The id of the only thing of these kinds that has this title, in any language."""
        found = [name for name in self._by_title.get(_plain(target), ()) if any(name in self._names[k] for k in kinds)]
        return found[0] if len(found) == 1 else None

    @cached_property
    def _by_title(self) -> dict[str, list[str]]:
        titled = [(entity.id, words) for entity in self._book.entities for words in (entity.label, entity.title)]
        titled += [(name, step.touchpoint.title) for name, step in self._book.steps.items()]
        found = defaultdict[str, list[str]](list)
        for name, title in titled:
            for words in set(map(_plain, title.words.values())):
                found[words] += [name] if name not in found[words][-1:] else []
        return dict(found)

    def _close(self, target: str, kinds: tuple[str, ...], own: Names) -> str | None:
        """The nearest name: inside the file, of a part of the same whole, else of the kinds it may be."""
        near = [name for kind in kinds for name in own.get(kind, ())]
        if near and (found := closest(target, near)):
            return found
        whole, slash, part = target.partition("/")
        if slash and whole in self._parts:
            found = closest(part, self._parts[whole])
            return f"{whole}/{found}" if found else None
        key = target, kinds
        if key not in self._found and len(self._found) < MOST_SOUGHT:
            self._found[key] = self._sought(whole, part, kinds)
        return self._found.get(key)

    def _sought(self, whole: str, part: str, kinds: tuple[str, ...]) -> str | None:
        if not part:
            return closest(whole, list(self._known(kinds, {}))) or self._elsewhere(whole, kinds)
        found = closest(whole, list(self._parts))
        return f"{found}/{part}" if found and part in self._parts[found] else self._elsewhere(part, kinds)

    def _elsewhere(self, part: str, kinds: tuple[str, ...]) -> str | None:
        """The only thing of that name inside another, where such may be meant."""
        wholes = self._holders.get(part, ()) if {"touchpoint", "finding", "persona-value"} & set(kinds) else ()
        return f"{wholes[0]}/{part}" if len(wholes) == 1 else None

    def _known(self, kinds: tuple[str, ...], own: Names) -> set[str]:
        """The names that need no name of a whole before them."""
        return {name for kind in kinds for name in (*self._names[kind], *own.get(kind, ())) if "/" not in name}

    @cached_property
    def _parts(self) -> dict[str, list[str]]:
        """What stands in a journey, a persona or a study, by its id: all that is referred to as `whole/part`."""
        found = defaultdict[str, list[str]](list)
        for kind in ("touchpoint", "finding", "persona-value"):
            for name in self._names[kind]:
                whole, slash, part = name.partition("/")
                if slash:
                    found[whole].append(part)
        return {whole: sorted(parts) for whole, parts in found.items()}

    @cached_property
    def _holders(self) -> dict[str, list[str]]:
        found = defaultdict[str, list[str]](list)
        for whole, parts in self._parts.items():
            for part in parts:
                found[part].append(whole)
        return dict(found)

    def _present(self, target: str) -> str | None:
        """What a thing is called now that had this id formerly."""
        whole, slash, part = target.partition("/")
        present = self._former.get(whole)
        return f"{present}{slash}{part}" if present else None

    @cached_property
    def _former(self) -> dict[str, str]:
        return {name: entity.id for entity in self._book.entities for name in entity.formerly}


def _plain(words: str) -> str:
    """The words without capitals and without how they are spaced."""
    return " ".join(words.casefold().split())


def _listed(names: Iterable[str]) -> str:
    listed = list(names)
    return ", ".join(listed[:MOST_LISTED]) + (" …" if len(listed) > MOST_LISTED else "")
