"""What a file says in which language: walks all that was typed, whatever it belongs to."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache

from journeybook.model import Text
from journeybook.model.fields import documented
from journeybook.model.record import unwrapped
from journeybook.source import Mapping, Sequence, Span, Value

BLANKS = 3  # in a text of four words: shorter ones may well be the same in two languages


@dataclass(slots=True)
class Spoken:
    """The places of texts that lack a language, by its code; of copies of the original; of texts of no language."""

    missing: defaultdict[str, list[Span]] = field(default_factory=lambda: defaultdict(list))
    copied: defaultdict[str, list[Span]] = field(default_factory=lambda: defaultdict(list))
    plain: list[Span] = field(default_factory=list)


def spoken_in(root: Value, languages: tuple[str, ...]) -> Spoken:
    """What a file says in which language."""
    found, known = Spoken(), frozenset(languages)
    if _is_in_languages(root, known):  # a file with no text by language is written in one language, and says so
        _listen(root, known, found)
    for code in languages[1:] if found.plain else ():
        found.missing[code] = sorted([*found.missing[code], *found.plain])
    return found


def _is_in_languages(root: Value, languages: frozenset[str]) -> bool:
    """Whether any text below is written by language; where one is, it is soon found."""
    left = [root]
    while left:
        value = left.pop()
        if isinstance(value, Mapping):
            if _is_by_language(value, languages):
                return True
            inner = value.items()
            left += [item for name, item in inner if item.__class__ is not str and not name.startswith("x-")]
        elif isinstance(value, Sequence):
            left += [item for item in value if item.__class__ is not str]
    return False


@cache
def text_fields() -> frozenset[str]:
    """The names that stand for texts, and texts alone, wherever they stand in a book."""
    fields = [(name, info) for record in documented() for name, info in record.model_fields.items()]
    cores = [(name, unwrapped(info.annotation)[2]) for name, info in fields]
    others = {name for name, core in cores if core is not Text}
    return frozenset(name for name, core in cores if core is Text and name not in others)


def _listen(value: Value, languages: frozenset[str], found: Spoken) -> None:
    if isinstance(value, Mapping):
        if _is_by_language(value, languages):
            _compare(value, languages, found)
        else:
            _listen_below(value, languages, found)
    elif isinstance(value, Sequence):
        for item in value:
            if item.__class__ is not str:
                _listen(item, languages, found)


def _is_by_language(value: Mapping, languages: frozenset[str]) -> bool:
    for name in value:
        return name in languages and value.keys() <= languages  # mostly the first name tells
    return False


def _listen_below(value: Mapping, languages: frozenset[str], found: Spoken) -> None:
    known = text_fields()
    for name, item in value.items():
        if isinstance(item, str):
            if name in known and item.count(" ") >= BLANKS:
                found.plain.append(value.values_at[name])
        elif item is not None and not name.startswith("x-"):
            _listen(item, languages, found)
            if isinstance(item, Sequence) and name in known:
                plain = zip(item, item.items_at, strict=True)
                found.plain += [at for each, at in plain if isinstance(each, str) and each.count(" ") >= BLANKS]


def _compare(text: Mapping, languages: frozenset[str], found: Spoken) -> None:
    if len(text) < len(languages):
        for code in sorted(languages - text.keys()):
            found.missing[code].append(next(iter(text.values_at.values())))
    words = iter(text.values())
    original = next(words)
    if original in words and isinstance(original, str) and original.count(" ") >= BLANKS:
        for code in list(text)[1:]:
            if text[code] == original:
                found.copied[code].append(text.values_at[code])
