"""One file becomes one record; whatever is wrong with it becomes problems."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from pydantic import ValidationError

from journeybook import source
from journeybook.load.results import pulled_results, table_of
from journeybook.load.shelf import SETTINGS, Shelf
from journeybook.model import Beside, Entity, Metric, Origin, Settings
from journeybook.model.record import KEBAB
from journeybook.model.short import expand
from journeybook.model.wording import problems_of
from journeybook.problem import Place, Problem, Severity
from journeybook.words import Phrase, phrase, slug

LARGEST = 4_000_000  # bytes of one file; a journey of 18 touchpoints in two languages has about 60,000
LEFT_OUT = ("yaml-tag", "yaml-anchor", "yaml-alias", "yaml-merge-key")
"""Where one of these is told, what stood there was not read."""
AnyEntity = TypeVar("AnyEntity", bound=Entity)


@dataclass(frozen=True, slots=True)
class Content:
    """What one file holds, and what is wrong with it: as YAML, and as a thing of the book."""

    origin: Origin
    entity: Entity | None
    untidy: tuple[Problem, ...]
    wrong: tuple[Problem, ...]


Known = dict[tuple[str, ...], Content]
"""Contents by file, languages and marks: versions of a book share what is the same in them."""


@dataclass
class Reading:
    """What has been read so far; `known` is what other versions of the book held."""

    shelf: Shelf
    known: Known | None = None
    languages: tuple[str, ...] = ("en",)
    languages_known: bool = True
    settings_read: bool = True
    entities: dict[str, Entity] = field(default_factory=dict)
    origins: dict[str, Origin] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def report(self, rule: str, message: Phrase, file: str, hint: Phrase) -> None:
        """Adds an error that concerns a file as a whole."""
        self.problems.append(Problem(rule, Severity.ERROR, message, Place(file, 1, 1, 1, 1), hint))


def read_settings(reading: Reading) -> Settings:
    """The settings of the book; ordinary ones where content/book.yml cannot be read."""
    if reading.shelf.data(SETTINGS, 0) is None:
        message = phrase("Here is no book: {file} is missing.", file=SETTINGS)
        reading.report("no-book", message, SETTINGS, phrase("Make a first book with: journeybook new book NAME"))
        return Settings(id="book")
    typed = _typed(reading, SETTINGS)
    if typed is None:
        reading.languages_known = reading.settings_read = False
        return Settings(id="book")
    reading.languages = _languages(typed)
    settings = _record(reading, Settings, "book", Origin(SETTINGS, typed, mark=reading.shelf.mark(SETTINGS)))
    reading.settings_read = settings is not None
    return settings or Settings(id="book", languages=reading.languages)


def read_entity(reading: Reading, kind: type[Entity], file: str) -> None:
    """Reads one file of a kind; its name without the ending is the id."""
    name = file.rpartition("/")[2].rpartition(".")[0]
    content = _content(reading, kind, name, file)
    reading.problems += content.untidy
    if not KEBAB.fullmatch(name):
        hint = phrase(
            "Rename the file to {file}: an id has only small Latin letters, digits and hyphens.",
            file=f"{slug(name) or 'late-invoice'}.yml",
        )
        reading.report(
            "file-name", phrase("The file's name is the id, and “{name}” cannot be one.", name=name), file, hint
        )
        return
    if name in reading.origins:
        other = reading.origins[name].file
        hint = phrase("Rename one of the two files; add formerly: [{name}] to it if it was published.", name=name)
        reading.report(
            "duplicate-id", phrase("“{name}” is already the id of {other}.", name=name, other=other), file, hint
        )
        return
    reading.origins[name] = content.origin
    reading.problems += content.wrong
    if content.entity is not None:
        reading.entities[name] = content.entity


def _content(reading: Reading, kind: type[Entity], name: str, file: str) -> Content:
    """What the file holds; read once for all versions of the book in which it is the same."""
    if reading.known is None:
        return _read(reading, kind, name, file)
    marks = [reading.shelf.mark(each) for each in (file, *([table_of(file)] if kind is Metric else []))]
    key = (file, *marks, *reading.languages)
    if key not in reading.known:
        reading.known[key] = _read(reading, kind, name, file)
    return reading.known[key]


def _read(reading: Reading, kind: type[Entity], name: str, file: str) -> Content:
    apart = Reading(reading.shelf, languages=reading.languages)
    typed = _typed(apart, file)
    root = typed if typed is None or kind.noun != "journey" else expand(typed)
    origin, untidy = Origin(file, root, mark=reading.shelf.mark(file)), len(apart.problems)
    entity = None if typed is None else _record(apart, kind, name, origin)
    problems = tuple(apart.problems)
    if root is not None:
        root.pack()
    return Content(apart.origins.get(name, origin), entity, problems[:untidy], problems[untidy:])


def _languages(typed: source.Mapping) -> tuple[str, ...]:
    """The languages of a book, known before all else since texts are read by them."""
    listed = typed.get("languages")
    codes = [listed] if isinstance(listed, str) else listed if isinstance(listed, list) else []
    return tuple(code for code in codes if isinstance(code, str)) or ("en",)


def _typed(reading: Reading, file: str) -> source.Mapping | None:
    """What stands in a file, without what was left empty; None when it cannot be read at all."""
    value, problems = source.read(reading.shelf.data(file, LARGEST + 1) or b"", file)
    reading.problems += problems
    if not isinstance(value, source.Mapping):
        if not any(problem.severity is Severity.ERROR for problem in problems):
            reading.report("empty-file", phrase("This file is empty."), file, phrase("Write a first line: title: …"))
        return None
    _drop_absent(value)
    return value


def _drop_absent(value: source.Mapping | source.Sequence) -> None:
    """Takes out what was left empty, all the way down; the places of what stays are kept."""
    below: Collection[source.Value] = value.values() if isinstance(value, source.Mapping) else value
    if None in below:
        _without_nothing(value)
    for item in below:
        if item is not None and not isinstance(item, str):
            _drop_absent(item)


def _without_nothing(value: source.Mapping | source.Sequence) -> None:
    if isinstance(value, source.Mapping):
        value.drop(*(key for key, item in value.items() if item is None))
    else:
        value.drop_nothing()


def _record(reading: Reading, kind: type[AnyEntity], name: str, origin: Origin) -> AnyEntity | None:
    reading.origins[name] = origin
    root = origin.root
    assert isinstance(root, source.Mapping)
    fields: dict[str, Any] = {key: value for key, value in root.items() if not key.startswith("x-")}
    extras = {key: value for key, value in root.items() if key.startswith("x-")}
    if "id" in fields or "extras" in fields:
        _refuse_own_fields(reading, root, origin.file)
    if kind is Metric:
        _add_pulled(reading, fields, name, origin)
    try:
        return kind.model_validate({**fields, "id": name, "extras": extras}, context={"languages": reading.languages})
    except ValidationError as error:
        told = [problem for problem in reading.problems if problem.place.file == origin.file]
        reading.problems += [each for each in problems_of(error, kind, origin) if not _follows(each, told)]
        return None


def _follows(problem: Problem, told: Iterable[Problem]) -> bool:
    """Whether it is the same mistake as one that was complained of already: met a second time, or what it left out."""
    places = [each.place for each in told]
    left_out = [each.place for each in told if each.rule in LEFT_OUT] if problem.rule == "missing-field" else []
    return any(_begins_in(problem.place, place) for place in places) or any(
        _begins_in(place, problem.place) for place in left_out
    )


def _begins_in(one: Place, other: Place) -> bool:
    return (other.line, other.column) <= (one.line, one.column) < (other.end_line, other.end_column)


def _refuse_own_fields(reading: Reading, root: source.Mapping, file: str) -> None:
    for key in ("id", "extras"):
        if key in root:
            place = source.place_of(root, (key,), file, key=True)
            message = phrase("“{key}” is not typed: the id is the file's name.", key=key)
            reading.problems.append(Problem("unknown-key", Severity.ERROR, message, place, phrase("Delete this line.")))


def _add_pulled(reading: Reading, fields: dict[str, Any], name: str, origin: Origin) -> None:
    table = pulled_results(reading.shelf, origin.file)
    reading.problems += table.problems
    typed = fields.get("results") or []
    if table.rows and isinstance(typed, list):
        fields["results"] = [*typed, *table.rows]
        mark = f"{origin.mark} {reading.shelf.mark(table.file)}"
        beside = Beside("results", len(typed), table.file, table.rows)
        reading.origins[name] = replace(origin, beside=beside, mark=mark)
