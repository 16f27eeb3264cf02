"""What a book says of the rules in book.yml: which are off, how grave a finding is, and a rule's numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct, field

from journeybook.model import Book, Path
from journeybook.model.values import split_number
from journeybook.problem import Severity
from journeybook.rules.rule import Rule

OFF = "off"
SEVERITIES = {each.value: each for each in Severity}
CHOICES = (OFF, *SEVERITIES)


class Setting(Struct, frozen=True):
    """How a book wants a rule: off, of another severity, with other numbers."""

    off: bool = False
    severity: Severity | None = None
    options: Mapping[str, float] = field(default_factory=dict)


class Mistake(Struct, frozen=True):
    """A setting that cannot be understood: the path to it, what was typed, and what may be typed there."""

    path: Path
    typed: str
    known: tuple[str, ...]


def settings_of(book: Book, rules: Mapping[str, Rule]) -> dict[str, Setting]:
    """The settings of the rules by name, as far as they can be understood."""
    typed = book.settings.rules
    return {name: _setting(_fields(value), rules[name]) for name, value in typed.items() if name in rules}


def mistakes(book: Book, rules: Mapping[str, Rule]) -> Iterator[Mistake]:
    """What cannot be understood in the settings of known rules."""
    for name, value in book.settings.rules.items():
        if name in rules:
            yield from _mistakes(name, value, rules[name])


def _setting(fields: Mapping[str, object], rule: Rule) -> Setting:
    word = str(fields.get("severity", ""))
    numbers = {name: split_number(str(fields[name])) for name in rule.options if name in fields}
    options = {name: parts[0] for name, parts in numbers.items() if parts is not None}
    return Setting(word == OFF, SEVERITIES.get(word), options)


def _mistakes(name: str, value: object, rule: Rule) -> Iterator[Mistake]:
    simple = not isinstance(value, Mapping)
    for field_, typed in _fields(value).items():
        path = ("rules", name) if simple else ("rules", name, field_)
        if field_ == "severity":
            if typed not in CHOICES:
                yield Mistake(path, str(typed)[:60], CHOICES)
        elif field_ not in rule.options:
            yield Mistake(path, field_[:60], ("severity", *rule.options))
        elif split_number(str(typed)) is None:
            yield Mistake(path, str(typed)[:60], (f"{rule.options[field_]:g}",))


def _fields(value: object) -> Mapping[str, object]:
    return {str(key): each for key, each in value.items()} if isinstance(value, Mapping) else {"severity": value}
