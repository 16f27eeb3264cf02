"""What of a thing another format has no room for: every field its author typed, less those that are carried."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import replace

from journeybook.convert.names import LONGEST
from journeybook.convert.report import lines_of, lost
from journeybook.model import Book, Entity
from journeybook.problem import Place, Problem
from journeybook.source import Mapping, Sequence, Value, place_of
from journeybook.words import phrase, phrases, slug

Path = tuple[str | int, ...]


def not_carried(book: Book, entity: Entity, carried: Collection[str], language: str) -> list[Problem]:
    """A problem for each field that is left behind, with all its places; sorted by the first of them.

    `carried` holds dotted paths without the numbers of items, `phases.title`. A text in several languages loses all
    but the one.
    """
    origin = book.origins.get(entity.id)
    if origin is None:  # nobody typed it
        return []
    found: defaultdict[tuple[str, str], list[Place]] = defaultdict(list)
    for path, code in _left(origin.root, (), _Carried(carried), book.languages, language):
        found["" if code else _name(path), code].append(
            place_of(origin.root, path, origin.file, key=not isinstance(path[-1], int))
        )
    return [_problem(name, code, places) for (name, code), places in found.items()]


def overwritten(before: Value, after: Value, languages: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """What a file says and one that is to stand in its place does not: names of fields, and codes of languages."""
    old, new = (_spoken(value, languages) for value in (before, after))
    kept = _Carried(new)
    gone = [path for path in old if not (path in new or path in kept.above or _is_said_shortly(path, new))]
    names = [_name(tuple(path.split("."))) for path in gone]
    codes = [code for path, codes in old.items() if path in new for code in sorted(codes - new[path])]
    return list(dict.fromkeys(names)), list(dict.fromkeys(codes))


def _spoken(value: Value, languages: tuple[str, ...]) -> dict[str, set[str]]:
    """The dotted paths of all texts and numbers, each with the languages that it is said in somewhere."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    below: list[tuple[str, Value]] = [("", value)]
    for path, each in below:
        if isinstance(each, Mapping) and each and set(each) <= set(languages):
            found[path] |= set(each)
        elif isinstance(each, Mapping | Sequence):
            below += [(f"{path}.{step}" if path else step, item) if isinstance(step, str) else (path, item)
                      for step, item in _below(each)]  # fmt: skip
        else:
            found[path].add(languages[0])
    return found


def _is_said_shortly(path: str, others: Collection[str]) -> bool:
    """Whether one of the others is the text for which a mapping with a `text` is the long form."""
    return path.endswith(".text") and path.removesuffix(".text") in others


class _Carried:
    """The paths that are carried, and those on the way to them."""

    def __init__(self, paths: Collection[str]) -> None:
        self.whole = frozenset(paths)
        self.above = {path[:end] for path in paths for end in range(len(path)) if path[end] == "."}


def _left(
    value: Value, path: Path, carried: _Carried, languages: tuple[str, ...], language: str
) -> Iterator[tuple[Path, str]]:
    """The paths that are left behind, each with the code of a language where only that one is."""
    pattern = ".".join(step for step in path if isinstance(step, str))
    if pattern in carried.whole:
        if isinstance(value, Mapping) and set(value) <= set(languages):
            yield from (((*path, code), code) for code in value if code != _said(value, language))
    elif path and pattern not in carried.above:
        yield path, ""
    else:
        for step, item in _below(value):
            yield from _left(item, (*path, step), carried, languages, language)


def _below(value: Value) -> Iterator[tuple[str | int, Value]]:
    """What stands below a value, but for ids that come from titles."""
    if isinstance(value, Mapping):
        yield from ((name, item) for name, item in value.items() if not (name == "id" and _is_from_title(value)))
    elif isinstance(value, Sequence):
        yield from enumerate(value)


def _said(words: Mapping, language: str) -> str:
    return language if words.get(language) else next(iter(words))


def _is_from_title(value: Mapping) -> bool:
    """Whether the id of a phase or touchpoint is the one that its title would get anyway."""
    title = value.get("title")
    words = list(title.values()) if isinstance(title, Mapping) else [title]
    name = next((word for word in words if isinstance(word, str) and word), "")
    return value["id"] == slug(name)[:LONGEST].strip("-")


def _name(path: Path) -> str:
    """The field's name: the last one on the path that is none of a language."""
    return ".".join(str(step) for step in path if not isinstance(step, int) and step not in {"phases", "touchpoints"})


def _problem(name: str, code: str, places: list[Place]) -> Problem:
    lines = lines_of([place.line for place in places])
    if code:
        message = phrases(
            "{count} text goes out in one language; its words in “{code}” stay (line {lines}).",
            "{count} texts go out in one language; their words in “{code}” stay (lines {lines}).",
            len(places),
            code=code,
            lines=lines,
        )
    else:
        message = phrases(
            "“{name}” is not carried (line {lines}).",
            "“{name}” is not carried (lines {lines}).",
            len(places),
            name=name,
            lines=lines,
        )
    others = tuple((place, phrase("here too")) for place in places[1:])
    return replace(lost("not-carried", message, places[0]), others=others)
