"""Personas as others keep them: lists, entries by name, one a file, or above the text of a Markdown page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePath

from pydantic import ValidationError

from journeybook.convert.draft import Draft
from journeybook.convert.names import free, id_of, taken_ids
from journeybook.convert.persona_fields import FIELDS, LISTS, NAMES, PARTS
from journeybook.convert.report import guessed, line_of, lost, refused, whole_file
from journeybook.convert.sheet.cells import items
from journeybook.model import Book, Persona
from journeybook.model.references import references
from journeybook.problem import Place, Problem, Severity
from journeybook.source import Mapping, Sequence, Value, place_of, read
from journeybook.words import phrase, slug

_MARKDOWN = {".md", ".markdown", ".mdx", ".qmd"}
_HEADING = re.compile(r"#{1,6}\s+(.+?)\s*#*$")
Path = tuple[str | int, ...]


@dataclass(slots=True)
class Found:
    """One persona as its author keeps it: a name given outside its entries, the entries, where they stand."""

    name: str
    entries: Mapping
    path: Path


@dataclass(slots=True)
class Reading:
    """A file of personas while it is read."""

    book: Book
    file: str
    root: Value
    taken: set[str]
    problems: list[Problem] = field(default_factory=list)

    def place(self, *path: str | int) -> Place:
        """Where something stands."""
        return place_of(self.root, path, self.file, key=bool(path) and isinstance(path[-1], str))


def personas(book: Book, data: bytes, file: str, wanted: str = "") -> tuple[list[Draft], list[Problem]]:
    """The personas of a file, and all there is to tell. `wanted` is the id, where the file holds one persona."""
    text, body, start = _parted(data, file)
    value, problems = read(text, file)
    told = [problem for problem in problems if problem.rule not in {"yaml-top-level", "yaml-empty"}]
    reading = Reading(book, file, value, taken_ids(book), told)
    found = list(_found(reading, value, ()))
    if not found and body and not any(problem.severity is Severity.ERROR for problem in told):
        found = [Found(PurePath(file).stem.replace("-", " "), Mapping(), ())]
    drafts = [_draft(reading, each, wanted if len(found) == 1 else "", body, start) for each in found]
    if not drafts and not any(problem.severity is Severity.ERROR for problem in told):
        message = phrase("No persona was found: nothing here has a name or a title.")
        reading.problems.append(refused("persona-none", message, whole_file(file)))
    return drafts, sorted(reading.problems, key=lambda problem: problem.place)


def _parted(data: bytes, file: str) -> tuple[bytes, list[str], int]:
    """The YAML of a file, the lines of Markdown below it, and the number of their first line."""
    text = data.decode("utf-8-sig", "replace")
    lines = re.split(r"\r\n|\r|\n", text)
    if PurePath(file).suffix.lower() not in _MARKDOWN:
        return data, [], 0
    if lines[0].strip() != "---":
        return b"", lines, 1
    end = next((number for number, line in enumerate(lines[1:], 1) if line.strip() in {"---", "..."}), len(lines))
    return "\n".join(["", *lines[1:end]]).encode(), lines[end + 1 :], end + 2


def _found(reading: Reading, value: Value, path: Path) -> Iterator[Found]:
    """The personas in a value: itself, its items, or those under one of its names."""
    if isinstance(value, Sequence):
        for number, item in enumerate(value):
            if isinstance(item, Mapping):
                yield from _of_item(item, (*path, number))
            elif item:
                message = phrase("“{text}” stands in the list without a name; it is left out.", text=str(item)[:60])
                reading.problems.append(lost("persona-nameless", message, reading.place(*path, number)))
    elif isinstance(value, Mapping) and _is_persona(value):
        yield Found("", value, path)
    elif isinstance(value, Mapping):
        yield from _of_names(reading, value, path)


def _of_item(item: Mapping, path: Path) -> Iterator[Found]:
    """A persona of a list: with its fields, or `Name: {fields}`."""
    if not _is_persona(item) and len(item) == 1:
        ((name, inner),) = item.items()
        if isinstance(inner, Mapping):
            yield Found(name, inner, (*path, name))
            return
    yield Found("", item, path)


def _of_names(reading: Reading, value: Mapping, path: Path) -> Iterator[Found]:
    """Personas by name, or a list of them under one name beside other things."""
    lists = [name for name, inner in value.items() if _holds_personas(inner)]
    named = [name for name, inner in value.items() if isinstance(inner, Mapping) and name not in lists]
    if lists and (len(path) < 3):
        for name in lists:
            yield from _found(reading, value[name], (*path, name))
    elif named:
        for name in named:
            inner = value[name]
            assert isinstance(inner, Mapping)
            yield Found(name, inner, (*path, name))
    else:
        return
    for name in value:
        if name not in lists and (lists or name not in named):
            message = phrase("“{name}” tells of no persona; it is left out.", name=name[:60])
            reading.problems.append(lost("persona-beside", message, reading.place(*path, name)))


def _holds_personas(value: Value) -> bool:
    if isinstance(value, Sequence):
        return any(isinstance(item, Mapping) and _is_persona(item) for item in value)
    return isinstance(value, Mapping) and bool(value) and all(
        isinstance(inner, Mapping) and (_is_persona(inner) or len(inner) > 1) for inner in value.values()
    )  # fmt: skip


def _is_persona(value: Mapping) -> bool:
    """Whether entries have a name of the usual kind."""
    return any(slug(name) in NAMES and isinstance(inner, str | Mapping) for name, inner in value.items())


def _draft(reading: Reading, found: Found, wanted: str, body: list[str], start: int) -> Draft:
    """The file of one persona: fields that are known, then those of their own, each told of."""
    entries: dict[str, object] = {}
    own: list[str] = []
    for name, value in found.entries.items():
        if value is not None and value not in ("", [], {}):
            _take(reading, entries, name, value, (*found.path, name), own)
    _take_body(reading, entries, body, start)
    if found.name and not {"name", "title"} & set(entries):
        entries = {"name": found.name, **entries}
    if own:
        message = phrase("Fields that a persona does not have are kept as your own: {names}.", names=", ".join(own))
        reading.problems.append(guessed("persona-own-fields", message, reading.place(*found.path)))
    name = next((str(entries[key]) for key in ("name", "title") if isinstance(entries.get(key), str)), found.name)
    if "name" not in entries and "title" in entries:
        entries = {"name": entries.pop("title"), **entries}
    typed = entries.pop("id", "")
    made = wanted or id_of(str(typed) or name, "persona")
    return Draft(Persona, _own_id(reading, made), entries, reading.place(*found.path))


def _own_id(reading: Reading, made: str) -> str:
    """The id, or one with a number where another persona of the same file has it; what the book has is told later."""
    return made if reading.book.get(made) is not None else free(made, reading.taken)


def _take(reading: Reading, entries: dict[str, object], name: str, value: Value, path: Path, own: list[str]) -> None:
    """Puts a field where it belongs; a second one for the same place, or an unknown one, becomes one of its own."""
    target = FIELDS.get(slug(name)) or ("gains" if slug(name).endswith("-benefits") else None)
    if name.startswith("x-") or _is_ours(reading, name, value):
        entries[name] = _plain(value)
        return
    taken = _value(reading, target, value) if target else None
    if target is None or taken is None or (target in entries and not isinstance(entries[target], list)):
        key = f"x-{slug(name) or 'field'}"
        entries[key] = _plain(value)
        own.append(key)
    elif target in entries and isinstance(taken, list):
        entries[target] = [*entries[target], *taken]  # type: ignore[misc]
    else:
        entries[target] = taken


def _is_ours(reading: Reading, name: str, value: Value) -> bool:
    """Whether a field is just as our own personas have it; references to what the book lacks are not."""
    if name not in Persona.model_fields or name in {"id", "extras", "sketch"}:
        return False
    try:
        persona = Persona.model_validate({"id": "a", name: value}, context={"languages": reading.book.languages})
    except ValidationError:
        return False
    return all(reading.book.get(each.target) is not None for each in references(persona))


def _value(reading: Reading, target: str, value: Value) -> object | None:
    """The value as the field takes it; None where the field cannot hold it without loss."""
    if isinstance(value, Mapping) and value and set(value) <= set(reading.book.languages):
        return dict(value)
    if target in LISTS:
        texts = [_text(item) for item in value] if isinstance(value, Sequence) else [value]
        if any(not isinstance(text, str) for text in texts):
            return None
        return [str(text) for text in texts] if isinstance(value, Sequence) else items(str(value))
    if isinstance(value, Sequence):
        texts = [_text(item) for item in value]
        joined = "\n\n".join(str(text) for text in texts)
        return joined if target in {"portrait", "story"} and all(isinstance(text, str) for text in texts) else None
    return value if isinstance(value, str) else None


def _text(item: Value) -> str | None:
    """The one text of an item: itself, or that of its only part, or its title with its description."""
    if isinstance(item, str):
        return item
    if not isinstance(item, Mapping) or not item:
        return None
    texts = [value for value in item.values() if value is not None]
    if not all(isinstance(value, str) for value in texts) or not all(slug(name) in PARTS for name in item):
        return None
    return ": ".join(str(text) for text in texts) or None


def _plain(value: Value) -> object:
    """The value as entries and lists to be written again; nothing in it is built from what a file asks for."""
    if isinstance(value, Mapping):
        return {name: _plain(item) for name, item in value.items() if item is not None}
    if isinstance(value, Sequence):
        return [_plain(item) for item in value if item is not None]
    return value


def _take_body(reading: Reading, entries: dict[str, object], body: list[str], start: int) -> None:
    """The Markdown below: lists under headings that are known become fields, all else the portrait, or the story."""
    rest: list[str] = []
    for heading, lines, number in _sections(body, start):
        target = FIELDS.get(slug(heading), "")
        texts = items("\n".join(lines)) if target in LISTS and any(line.strip() for line in lines) else []
        if texts:
            before = entries.get(target)
            entries[target] = [*(before if isinstance(before, list) else []), *texts]
        elif number == start and heading and not {"name", "title"} & set(entries):
            entries["name"] = heading
            rest += lines
        else:
            rest += [f"## {heading}", *lines] if heading else lines
    text = "\n".join(rest).strip()
    if text:
        target = "portrait" if "portrait" not in entries else "story"
        if target in entries:
            message = phrase("The text below the front matter is left out: portrait and story are there already.")
            reading.problems.append(lost("persona-text", message, line_of(reading.file, start)))
        else:
            entries[target] = text


def _sections(body: list[str], start: int) -> Iterator[tuple[str, list[str], int]]:
    """The parts of a page between headings, each with its heading and the number of its first line."""
    heading, lines, number = "", list[str](), start
    for place, line in enumerate(body, start):
        if found := _HEADING.match(line):
            if heading or any(each.strip() for each in lines):
                yield heading, lines, number
            heading, lines, number = found[1], [], (start if not heading and number == start else place)
        else:
            lines.append(line)
    if heading or any(each.strip() for each in lines):
        yield heading, lines, number
