"""Quotation marks only where a text would be read as something else without them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache

from yaml import SafeLoader

from journeybook.edit.sheet import Edit, Sheet
from journeybook.source import Mapping, Sequence, Span, Value, read

_TEXT = "tag:yaml.org,2002:str"
_SPOTS = {  # a file with the text at the spot, and where in it the text must be found again
    "name": "{text}: a\n", "value": "a: {text}{rest}\n", "item": "a:\n  - {text}{rest}\n",
    "name in brackets": "a: {{{text}: b, c: d}}\n", "value in brackets": "a: {{b: {text}, c: d}}\n",
    "item in brackets": "a: [{text}, b]\n",
}  # fmt: skip


def unquoting(page: Sheet) -> list[Edit]:
    """The edits that take off the quotation marks a file can do without."""
    found = ((span, text, spot) for span, text, spot in _texts(page, page.value) if _is_quoted(page, span))
    return [
        Edit(page.start(span), page.end(span), text)
        for span, text, spot in found
        if reads_as_typed(text, spot, _comment(page.rest(page.end(span)), spot))
    ]


def written(text: str, spot: str = "value") -> str:
    """The text as it is typed at a spot: in quotes where it needs them."""
    return text if reads_as_typed(text, spot) else _in_quotes(text)


def written_word(word: str) -> str:
    """A number, a day or an id as it is typed after a name: as it is where our reader finds it so."""
    return word if reads_back(word, "value") else _in_quotes(word)


@lru_cache(maxsize=1 << 14)
def reads_as_typed(text: str, spot: str, rest: str = "") -> bool:
    """Whether the text needs no quotes at the spot: by our reader, and by those that know numbers and yes from no."""
    return bool(text) and _is_text_elsewhere(text) and reads_back(text, spot, rest)


def reads_back(text: str, spot: str, rest: str = "") -> bool:
    """Whether our reader finds the text at the spot if it is typed there without quotes."""
    if not text or "\n" in text or "\ufeff" in text or (rest and "brackets" in spot):
        return False
    value, problems = read(_SPOTS[spot].format(text=text, rest=rest).encode("utf-8", "surrogatepass"), "")
    if problems or not isinstance(value, Mapping):
        return False
    return text in _found_at(value, spot)


def _found_at(value: Mapping, spot: str) -> tuple[object, ...]:
    inner = value.get("a")
    if spot == "name":
        return tuple(value) if len(value) == 1 else ()
    if isinstance(inner, Mapping):
        return ((next(iter(inner)),) if spot.startswith("name") else (inner.get("b"),)) if len(inner) == 2 else ()
    if isinstance(inner, Sequence):
        return (inner[0],) if len(inner) == 1 + ("brackets" in spot) else ()
    return (inner,)


def _is_text_elsewhere(text: str) -> bool:
    """Whether other readers of YAML, too, take the plain words for words: not `no`, `10:30`, `2026-03-01`, `1e3`."""
    for resolvers in (
        SafeLoader.yaml_implicit_resolvers.get(text[0], []),
        SafeLoader.yaml_implicit_resolvers.get(None, []),
    ):
        if any(pattern.match(text) for tag, pattern in resolvers if tag != _TEXT):
            return False
    try:
        float(text)
    except ValueError:
        return not text.startswith(("0x", "0o"))
    return False


def _in_quotes(text: str) -> str:
    """The text in straight quotes that hold whatever it contains."""
    if any(sign < " " for sign in text):
        return json.dumps(text)
    return "'" + text.replace("'", "''") + "'" if '"' in text or "\\" in text else f'"{text}"'


def _is_quoted(page: Sheet, span: Span) -> bool:
    return span[0] == span[2] and page.text[page.start(span) : page.start(span) + 1] in {'"', "'"}


def _comment(rest: str, spot: str) -> str:
    """What follows on the line, if it could be taken for more of the text."""
    return rest if "#" in rest and not spot.startswith("name") else ""


def _texts(page: Sheet, value: Value, brackets: str = "") -> Iterator[tuple[Span, str, str]]:
    """Every name and every text of a file: where it stands, what it says, at what spot."""
    if isinstance(value, Mapping | Sequence) and page.in_brackets(value.span):
        brackets = " in brackets"
    if isinstance(value, Mapping):
        for name, item in value.items():
            yield value.keys_at[name], name, "name" + brackets
            yield from _text_or_inner(page, item, value.values_at[name], "value" + brackets, brackets)
    elif isinstance(value, Sequence):
        for item, place in zip(value, value.items_at, strict=True):
            yield from _text_or_inner(page, item, place, "item" + brackets, brackets)


def _text_or_inner(page: Sheet, item: Value, place: Span, spot: str, brackets: str) -> Iterator[tuple[Span, str, str]]:
    if isinstance(item, str):
        yield place, item, spot
    else:
        yield from _texts(page, item, brackets)
