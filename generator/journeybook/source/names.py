"""The names before the colons: what cannot be one, and what only looks like another."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from journeybook.problem import Place, Problem, Severity
from journeybook.source.characters import INVISIBLE
from journeybook.source.lines import line_at, unquoted
from journeybook.source.second_look import BULLET, bullet, missing_space
from journeybook.source.values import Mapping, Span
from journeybook.words import phrase

MERGE = "<<"
NOT_NAMES = ("", MERGE)

_LOOK_ALIKES = str.maketrans("аеорсухіјѕԁһАВЕКМНОРСТУХІЈЅοΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "aeopcyxijsdhABEKMHOPCTYXIJSoABEZHIKMNOPTYX")
_LATIN = re.compile("[A-Za-z]")


def name_problems(
    name: str, at: Span, entries: Mapping, placed: Callable[[str], Span], lines: list[str], file: str
) -> list[Problem]:
    """What is wrong with a name, given the entries before it in the same group, and where each of these is placed."""
    place = Place(file, *at)
    twin = name if name in entries else _same_letters(name, entries)
    if twin is not None:
        return [_twice(name, place, Place(file, *placed(twin)))]
    if name == "":
        return [no_name(place)]
    if name == MERGE:
        return [_merge(place)]
    if BULLET.match(name) and not line_at(lines, at[0])[: at[1] - 1].strip():
        return [bullet(line_at(lines, at[0]), Place(file, at[0], at[1], at[0], at[1] + 1))]
    if name.startswith("-"):
        return missing_space(line_at(lines, at[0]), at[0], file)
    return _disguised(name, place)


def _same_letters(name: str, entries: Mapping) -> str | None:
    """An earlier name that looks the same and is stored differently: é as one sign, or as e and an accent."""
    composed = unicodedata.normalize("NFC", name)
    if composed != name and composed in entries:
        return composed
    decomposed = unicodedata.normalize("NFD", name)
    return decomposed if decomposed != name and decomposed in entries else None


def _twice(name: str, place: Place, first: Place) -> Problem:
    words = phrase("`{name}` stands here a second time; only one of the two can count.", name=name)
    hint = phrase("Keep one of them, give one another name, or put both texts under one `{name}`.", name=name)
    return Problem("yaml-duplicate-key", Severity.ERROR, words, place, hint, ((first, phrase("the first one")),))


def no_name(place: Place) -> Problem:
    """A colon with nothing before it."""
    words = phrase("Nothing stands before this colon; a name is needed there.")
    hint = phrase("Write the name, such as `title:`, or put the text in quotes if it begins with a colon.")
    return Problem("yaml-unreadable-name", Severity.ERROR, words, place, hint)


def _merge(place: Place) -> Problem:
    words = phrase("`<<` (take over another part of the file) is not used in a book.")
    hint = phrase("Write the entries out here, so that a reader finds them where they count.")
    return Problem("yaml-merge-key", Severity.ERROR, words, place, hint)


def undisguised(name: str) -> str:
    """The name without signs that nobody sees, and with Latin letters for those that only look like them."""
    return unquoted(INVISIBLE.sub("", name)).strip().translate(_LOOK_ALIKES)


def _disguised(name: str, place: Place) -> list[Problem]:
    plain = undisguised(name)
    if INVISIBLE.search(name) or name != name.strip():
        words = phrase("The name `{plain}` has an invisible sign in it.", plain=plain)
        rule = "yaml-hidden-character"
    elif unquoted(name) != name:
        words = phrase(
            "The quotation marks around the name {name} are typographic ones and count as letters.", name=name
        )
        rule = "yaml-smart-quotes"
    elif plain != name and plain.isascii() and _LATIN.search(name):
        words = phrase("The name `{plain}` has letters of another alphabet in it that only look the same.", plain=plain)
        rule = "yaml-look-alike"
    else:
        return []
    hint = phrase("Delete the name and type it again: `{plain}:`", plain=plain)
    return [Problem(rule, Severity.ERROR, words, place, hint)]
