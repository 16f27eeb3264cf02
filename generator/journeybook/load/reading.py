"""One file becomes one thing of the book; whatever is wrong with it becomes problems."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
from functools import partial

from msgspec import Struct

from journeybook import source
from journeybook.load.left_empty import FoundIn, at_its_line, empty_names, in_words_of
from journeybook.load.misfiled import misfiled
from journeybook.load.opened import opened
from journeybook.load.record import Part, Typed, read_record
from journeybook.load.records import Records, Wanted, as_told, recalled
from journeybook.load.results import pulled_results, table_of
from journeybook.load.shelf import SETTINGS, Shelf
from journeybook.model import KINDS, Beside, Entity, Metric, Origin, Settings
from journeybook.model.codes import CODE
from journeybook.model.meant import field_meant
from journeybook.model.part import read_whole_fields
from journeybook.model.record import KEBAB, TAKEN
from journeybook.model.wording import fields_at
from journeybook.problem import Place, Problem, Severity
from journeybook.words import Phrase, phrase, slug

_FIELD = re.compile(r"[a-z0-9_-]+")


class Content(Struct, frozen=True):
    """What one file holds: a thing where it can be read, else the part of one that can, if any can; what is wrong."""

    origin: Origin
    entity: Entity | None = None
    part: Part | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def known(self) -> Part | None:
        """All of it that can be read."""
        return self.part if self.entity is None else Part(self.entity, self.origin, hides=False)

    @property
    def hidden(self) -> bool:
        """Whether names may stand in the file that nobody could read."""
        return self.entity is None and (self.part is None or self.part.hides)


Known = dict[tuple[str, ...], Content]
"""Contents by file, languages and marks: versions of a book share what is the same in them."""


@dataclass
class Reading:
    """What has been read so far; `known` is what other versions of the book held, `records` what was read before.

    `contents` are by the ids of their things, that of the settings is `book`. `nameless` are those of files whose name
    is no id, or that of another file; with each the id that it is most likely meant to have.
    """

    shelf: Shelf
    known: Known | None = None
    records: Records | None = None
    languages: tuple[str, ...] = ("en",)
    languages_known: bool = True
    contents: dict[str, Content] = field(default_factory=dict)
    nameless: list[tuple[str, Content]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def report(self, rule: str, message: Phrase, file: str, hint: Phrase) -> None:
        """Adds an error that concerns a file as a whole."""
        self.problems.append(_problem(rule, message, file, hint))


def read_settings(reading: Reading) -> Settings:
    """The settings of the book, as far as they can be read; ordinary ones where content/book.yml cannot be."""
    if opened(reading.shelf, SETTINGS) == (None, []):
        message = phrase("Here is no book: {file} is missing.", file=SETTINGS)
        reading.report("no-book", message, SETTINGS, phrase("Make a first book with: journeybook new book NAME"))
        return Settings(id="book")
    typed = _typed(reading.shelf, SETTINGS)
    origin = Origin(SETTINGS, typed.value, mark=reading.shelf.mark(SETTINGS))
    languages = _languages(typed.value) if isinstance(typed.value, source.Mapping) and not typed.gaps else None
    reading.languages, reading.languages_known = languages or ("en",), languages is not None
    content = reading.contents["book"] = _held(Settings, "book", origin, typed, reading.languages)
    reading.problems += content.problems
    if content.part is not None and not typed.gaps:
        whole = Typed(Settings, "book", content.part.origin, reading.languages)
        return read_whole_fields(Settings, whole.fields, whole.context)
    return content.entity if isinstance(content.entity, Settings) else Settings(id="book", languages=reading.languages)


def read_entity(reading: Reading, kind: type[Entity], file: str) -> None:
    """Reads one file of a kind; its name without the ending is the id."""
    name = file.rpartition("/")[2].rpartition(".")[0]
    content = _content(reading, kind, name, file)
    reading.problems += content.problems
    if (unfit := _unfit(name)) is not None:
        message, hint = unfit
        reading.report("file-name", message, file, hint)
        reading.nameless.append((slug(name), content))
    elif name in reading.contents:
        other = reading.contents[name].origin.file
        hint = phrase("Rename one of the two files; add formerly: [{name}] to it if it was published.", name=name)
        reading.report(
            "duplicate-id", phrase("“{name}” is already the id of {other}.", name=name, other=other), file, hint
        )
        reading.nameless.append((name, content))
    else:
        reading.contents[name] = content


def _unfit(name: str) -> tuple[Phrase, Phrase] | None:
    """Why no id can be like that, and what to do; None where it can."""
    if name in TAKEN:
        message = phrase("“{name}” cannot be an id: the page of all of its kind has this name.", name=name)
        return message, phrase("Give the file another name.")
    if KEBAB.fullmatch(name):
        return None
    message = phrase("The file's name is the id, and “{name}” cannot be one.", name=name)
    return message, phrase(
        "Rename the file to {file}: an id has only small Latin letters, digits and hyphens.",
        file=f"{slug(name) or 'late-invoice'}.yml",
    )


def _content(reading: Reading, kind: type[Entity], name: str, file: str) -> Content:
    """What the file holds; read once for all versions of the book in which it is the same."""
    if reading.known is None and reading.records is None:
        return _read(reading, kind, name, file)
    key, known = _key(reading, kind, file), {} if reading.known is None else reading.known
    if key not in known:
        known[key] = _recalled(reading, kind, name, key)
    return known[key]


def _key(reading: Reading, kind: type[Entity], file: str) -> tuple[str, ...]:
    """All that the content of a file follows from."""
    marks = [reading.shelf.mark(each) for each in (file, *([table_of(file)] if kind is Metric else []))]
    return (file, *marks, *reading.languages)


def _recalled(reading: Reading, kind: type[Entity], name: str, key: tuple[str, ...]) -> Content:
    """What the file was read to by who came before; what is wrong with a file is found anew each time."""
    file, records, mark = key[0], reading.records, "\0".join(key)
    told = records.found(file, mark) if records is not None else None
    again = partial(_again, reading.shelf, kind, name, file, reading.languages)
    afresh = partial(_afresh, again, kind, name, reading.languages)
    known = recalled(Wanted(kind, name, file, again, afresh), told) if told is not None else None
    if known is not None:
        entity, origin = known
        return Content(origin, entity)
    content = _read(reading, kind, name, file)
    found = content.entity
    if found is not None:
        content.origin.can_be_read(again)
    if records is not None and found is not None and not content.problems and key == _key(reading, kind, file):
        is_kept = records.keep(file, mark, lambda: as_told(found, content.origin))  # no other file since it was marked
        if is_kept:
            content.origin.pack()
    return content


def _read(reading: Reading, kind: type[Entity], name: str, file: str) -> Content:
    content = _held(kind, name, *_origin(reading.shelf, kind, file), reading.languages)
    if isinstance(content.origin.root, source.Mapping):
        content.origin.root.pack()
    return content


def _origin(shelf: Shelf, kind: type[Entity], file: str) -> tuple[Origin, FoundIn]:
    """What stands in a file and in the table beside it."""
    typed = _typed(shelf, file)
    origin = Origin(file, typed.value, mark=shelf.mark(file))
    if kind is Metric and isinstance(typed.value, source.Mapping):
        table = pulled_results(shelf, file)
        typed.problems.extend(table.problems)
        above = typed.value.get("results") or source.Sequence()
        if table.rows and isinstance(above, source.Sequence):
            mark = f"{origin.mark} {shelf.mark(table.file)}"
            beside = Beside("results", len(above), table.file, table.rows)
            origin = replace(origin, beside=beside, mark=mark)
    return origin, typed


def _again(shelf: Shelf, kind: type[Entity], name: str, file: str, languages: tuple[str, ...]) -> Origin:
    """What stands in a file that was not looked into, since it had been read before; if it is another now, that."""
    origin, typed = _origin(shelf, kind, file)
    if typed.gaps or not isinstance(origin.root, source.Mapping):
        return Origin(file, source.Mapping())
    root = Typed.of(kind, name, origin, languages).origin.root
    if isinstance(root, source.Mapping):
        root.pack()
    return replace(origin, root=root)


def _afresh(again: Callable[[], Origin], kind: type[Entity], name: str, languages: tuple[str, ...]) -> Entity:
    """The thing of a file that was not looked into, read from it after all."""
    return Typed(kind, name, again(), languages).read()


def _held(kind: type[Entity], name: str, origin: Origin, read: FoundIn, languages: tuple[str, ...]) -> Content:
    """What a file holds in which so much was wrong before anybody asked what it means."""
    if not isinstance(origin.root, source.Mapping):
        return Content(origin, problems=tuple(in_words_of(kind, problem) for problem in read.problems))
    typed = Typed.of(kind, name, origin, languages)
    entity, part, wrong = read_record(typed, read.problems, read.gaps)
    if entity is None and (elsewhere := misfiled(origin.root, origin.file, kind) if kind in KINDS else None):
        wrong = [elsewhere]
    wrong = [at_its_line(problem, read.empty, origin.root) for problem in wrong]
    whole = replace(origin, root=None) if read.gaps else typed.origin
    return Content(whole, entity, part, (*read.problems, *_own_fields_refused(origin.root, origin.file), *wrong))


def _own_fields_refused(root: source.Mapping, file: str) -> Iterator[Problem]:
    for key in ("id", "extras"):
        if key in root:
            place = source.place_of(root, (key,), file, key=True)
            message = phrase("“{key}” is not typed: the id is the file's name.", key=key)
            yield Problem("unknown-key", Severity.ERROR, message, place, phrase("Delete this line."))


def _languages(typed: source.Mapping) -> tuple[str, ...] | None:
    """The languages of a book, known before all else since texts are read by them; None where nobody can know."""
    fields = fields_at(Settings, ())
    names = ["languages", *(key for key in typed if key not in fields and field_meant(key, fields) == "languages")]
    listed = next((typed[name] for name in names if name in typed), "en")
    codes = [listed] if isinstance(listed, str) else listed
    if not isinstance(codes, list) or not all(isinstance(code, str) and CODE.fullmatch(code) for code in codes):
        return None
    return tuple(code for code in codes if isinstance(code, str)) or ("en",)


def _typed(shelf: Shelf, file: str) -> FoundIn:
    """What stands in a file, without what was left empty; None when it cannot be read at all."""
    data, closed = opened(shelf, file)
    if closed:
        return FoundIn(None, closed)
    value, problems, gaps = source.readable(data or b"", file)
    if not isinstance(value, source.Mapping):
        if not any(problem.severity is Severity.ERROR for problem in problems):
            empty = phrase("This file is empty.")
            problems.append(_problem("empty-file", empty, file, phrase("Write a first line: title: …")))
        return FoundIn(None, problems)
    unsaid = empty_names(value) if None in value.values() else {}
    _drop_absent(value)
    return FoundIn(value, problems, gaps, unsaid)


def _problem(rule: str, message: Phrase, file: str, hint: Phrase) -> Problem:
    return Problem(rule, Severity.ERROR, message, Place(file, 1, 1, 1, 1), hint)


def _drop_absent(value: source.Mapping | source.Sequence) -> None:
    """Takes out what was left empty, all the way down; the places of what stays are kept."""
    below: Collection[source.Value] = value.values() if isinstance(value, source.Mapping) else value
    if None in below:
        _without_nothing(value)
    in_list = isinstance(value, source.Sequence)
    for item in below:
        if item is not None and not isinstance(item, str) and not (in_list and _is_sentence(item)):
            _drop_absent(item)


def _is_sentence(item: source.Mapping | source.Sequence) -> bool:
    """Whether an item is words that end in a colon, `- Nobody answers:`, rather than a field left empty."""
    return (
        isinstance(item, source.Mapping)
        and len(item) == 1
        and None in item.values()
        and not _FIELD.fullmatch(next(iter(item), "-"))
    )


def _without_nothing(value: source.Mapping | source.Sequence) -> None:
    if isinstance(value, source.Mapping):
        value.drop(*(key for key, item in value.items() if item is None))
    else:
        value.drop_nothing()
