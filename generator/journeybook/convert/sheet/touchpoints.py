"""One touchpoint's cells become its fields; what does not fit is told of with its cell and left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from pydantic import ValidationError

from journeybook.convert.names import known
from journeybook.convert.report import lost
from journeybook.convert.scores import Scale, feeling, number, score
from journeybook.convert.sheet.cells import items
from journeybook.convert.sheet.channels import channel_of
from journeybook.convert.sheet.fields import BY_FIELD
from journeybook.convert.sheet.grid import Cell
from journeybook.model import Book, Entity, Phase, Touchpoint
from journeybook.model.choices import CHOICES
from journeybook.model.record import KEBAB, Record
from journeybook.problem import Place, Problem
from journeybook.words import LANGUAGES, phrase

_YES = {"x", "✓", "✔", "v", "1", "yes", "true", "tak", "ja", "да", "prawda", "*", "•", "+"}
_NO = {"", "0", "no", "false", "nie", "nein", "нет", "fałsz", "-", "–"}
_NUMBERED = re.compile(r"(?P<number>[+−–-]?\d{1,3}(?:[.,]\d+)?)\s*[-–—:(,]?\s*(?P<words>[^\d\s].*?)\)?$", re.DOTALL)

_CLOCK = re.compile(r"(?:(\d{1,3}) days?, )?(\d{1,4}):([0-5]\d):([0-5]\d)")
_SECONDS = {"h": 3600, "min": 60, "s": 1}


@dataclass(slots=True)
class Reading:
    """What is known while a sheet is read: the book, the scale of its scores, and what has been told."""

    book: Book
    file: str
    scale: Scale
    owners: dict[str, str] = field(default_factory=dict)
    channels: frozenset[str] = frozenset()
    """The book's own words for channels."""
    units: Mapping[str, str] = field(default_factory=dict)
    """By field, the unit of time that its head names: `Time (min)`."""
    problems: list[Problem] = field(default_factory=list)

    def lose(self, rule: str, message: object, cell: Cell) -> None:
        """Tells of something in a cell that is left out."""
        self.problems.append(lost(rule, message, place_of(self.file, cell)))  # type: ignore[arg-type]


def place_of(file: str, cell: Cell) -> Place:
    """Where a cell stands."""
    return Place(file, cell.row, cell.column, cell.row, cell.column + 1)


def entries_of(reading: Reading, cells: Mapping[str, list[Cell]]) -> dict[str, object]:
    """The fields of a touchpoint, or of a phase as a whole, by name; title and phase are not among them."""
    found: dict[str, object] = {}
    for name, several in cells.items():
        for cell in several:
            for key, value in _READERS[BY_FIELD[name].kind](reading, name, cell):
                if not _add(found, key, value):
                    told = {"typed": cell.text[:60], "field": BY_FIELD[key].label}
                    message = phrase("“{typed}” is left out: “{field}” can say one thing only.", **told)
                    reading.lose("sheet-value", message, cell)
    return found


def _add(found: dict[str, object], name: str, value: object) -> bool:
    """Adds a value; of a list all, of a text each on a line of its own, of all else the first. False: it is lost."""
    before = found.get(name)
    if isinstance(before, list) and isinstance(value, list):
        before += [each for each in value if each not in before]
    elif isinstance(before, str) and isinstance(value, str) and BY_FIELD[name].kind == "text":
        found[name] = before if value in before.split("\n") else f"{before}\n{value}"
    else:
        return found.setdefault(name, value) == value
    return True


Found = Iterator[tuple[str, object]]


def _text(reading: Reading, name: str, cell: Cell) -> Found:
    yield name, cell.text


def _list(reading: Reading, name: str, cell: Cell) -> Found:
    yield name, items(cell.text)


def _channel(reading: Reading, name: str, cell: Cell) -> Found:
    text = " ".join(cell.text.split())
    yield name, text if text in reading.channels else channel_of(text) or text


def _id(reading: Reading, name: str, cell: Cell) -> Found:
    own = cell.text.rpartition("/")[2]
    if KEBAB.fullmatch(own):
        yield name, own
    else:
        message = phrase("“{typed}” cannot be an id; one is made from the title.", typed=cell.text[:60])
        reading.lose("sheet-value", message, cell)


def _yes(reading: Reading, name: str, cell: Cell) -> Found:
    word = cell.text.casefold()
    if word in _YES:
        yield name, True
    elif word in _NO and name == "value_adding":
        yield name, False
    elif word not in _NO:
        reading.lose("sheet-value", phrase("“{typed}” is neither yes nor no.", typed=cell.text[:40]), cell)


def _feeling(reading: Reading, name: str, cell: Cell) -> Found:
    """A score, a face or a word; what is no feeling to us stays as the word for it."""
    value, words = parted(cell.text)
    if value is not None:
        if not reading.scale.holds(value):
            told = {"typed": cell.text[:40], "scale": str(reading.scale), "felt": reading.scale.emotion(value)}
            message = phrase("The score {typed} lies outside {scale}; read as the feeling {felt}.", **told)
            reading.lose("sheet-score", message, cell)
        elif not reading.scale.is_exact(value):
            emotion = reading.scale.emotion(value)
            message = phrase(
                "The score {typed} is read as the feeling {felt}, in halves.", typed=cell.text[:40], felt=emotion
            )
            reading.lose("sheet-score", message, cell)
        yield "emotion", reading.scale.emotion(value)
    elif (felt := feeling(words)) is not None:
        yield "emotion", felt
    elif re.search(r"\w", words):
        message = phrase("“{typed}” is no score; it is kept as the word for the feeling.", typed=words[:60])
        reading.lose("sheet-score", message, cell)
    elif words:
        reading.lose("sheet-score", phrase("“{typed}” is no score; it is left out.", typed=words[:60]), cell)
    if re.search(r"\w", words):
        yield "feeling", words


def parted(text: str) -> tuple[float | None, str]:
    """The score in a cell and the words beside it: `4`, `4 (annoyed)`, `annoyed`, `4/5`."""
    if (value := score(text)) is not None:
        return value, ""
    if found := _NUMBERED.fullmatch(text.strip()):
        return score(found["number"]), found["words"].strip()
    return None, text.strip()


def _length(reading: Reading, name: str, cell: Cell) -> Found:
    """A length of time: with its unit, as a clock shows it (`00:15:00`), or a number whose unit the head names."""
    text = " ".join(cell.text.split())
    if found := _CLOCK.fullmatch(text):
        seconds = sum(int(part or 0) * size for part, size in zip(found.groups(), (86400, 3600, 60, 1), strict=True))
        unit, size = next((unit, size) for unit, size in _SECONDS.items() if seconds % size == 0)
        text = f"{seconds // size} {unit}"
    elif number(text) is not None:
        text = f"{text} {reading.units.get(name, '')}".strip()
    yield from _checked(reading, name, cell._replace(text=text))


def _checked(reading: Reading, name: str, cell: Cell) -> Found:
    """A value that must be of a form: read as check reads it, left out with its words where that does not pass."""
    typed = _word(" ".join(cell.text.split()))
    record: type[Record] = Phase if name == "stage" else Touchpoint
    try:
        read = record.model_validate({"title": "…", name: typed}, context={"languages": reading.book.languages})
    except ValidationError:
        label = BY_FIELD[name].label
        message = phrase("“{typed}” is not what “{field}” can say; it is left out.", typed=cell.text[:60], field=label)
        reading.lose("sheet-value", message, cell)
    else:
        is_number = BY_FIELD[name].kind in {"number", "share"} and number(typed) is not None
        yield name, getattr(read, name) if is_number else typed


@cache
def _choices() -> dict[str, str]:
    """What is chosen from lists, by the words for it in each language."""
    return {told.say(code).casefold(): word for word, told in CHOICES.items() for code in reversed(LANGUAGES)}


def _word(text: str) -> str:
    return _choices().get(text.casefold(), text)


def _ids(reading: Reading, name: str, cell: Cell) -> Found:
    """References, by id or by name; what the book does not have is told of."""
    kinds: dict[str, Mapping[str, Entity]] = {
        "keeps": reading.book.promises, "makes": reading.book.promises, "metrics": reading.book.metrics,
        "evidence": reading.book.evidence, "opens": reading.book.journeys,
    }  # fmt: skip
    found = []
    for text in items(cell.text.replace(",", ";") if name != "same_as" else cell.text):
        target = known(kinds[name], text) if name in kinds else text if reading.book.step(text) else None
        if target is None:
            message = phrase("The book has no “{name}”; it is left out of “{field}”.", name=text[:60], field=name)
            reading.lose("sheet-reference", message, cell)
        else:
            found.append(target)
    if found:
        yield name, found if name not in {"opens", "same_as"} else found[0]


def _parts(reading: Reading, name: str, cell: Cell) -> Found:
    """Who does what: `Agent: answers` where the book knows the agent, else only what is done."""
    found: list[object] = []
    for text in items(cell.text):
        who, colon, does = text.partition(":")
        actor = known(reading.book.actors, who.strip())
        if actor is None:
            found.append({"does": text})
        else:
            found.append({"actor": actor, "does": does.strip()} if colon and does.strip() else actor)
    yield name, found


def _owner(reading: Reading, name: str, cell: Cell) -> Found:
    names = items(cell.text.replace("/", ";"))
    if len(names) > 1:
        message = phrase("A touchpoint has one owner; “{names}” is left out.", names="; ".join(names[1:])[:80])
        reading.lose("sheet-value", message, cell)
    if names and names[0] in reading.owners:
        yield name, reading.owners[names[0]]
    elif names:
        message = phrase("The book has no such actors, so they are left out: {names}.", names=names[0][:60])
        reading.lose("missing-actors", message, cell)


_READERS = {
    "text": _text, "list": _list, "channel": _channel, "yes": _yes, "feeling": _feeling, "number": _checked,
    "word": _checked, "length": _length, "share": _checked, "id": _id, "ids": _ids, "parts": _parts, "owner": _owner,
}  # fmt: skip
