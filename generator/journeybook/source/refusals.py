"""What YAML has and a book does not use: each told of in the words of someone who meant a plain text."""

from __future__ import annotations

import re
from typing import Any

from msgspec.structs import replace

from journeybook.problem import Place, Problem, Severity
from journeybook.source.characters import CONTROLS
from journeybook.source.lines import in_quotes, line_at, quoted, shown
from journeybook.words import Phrase, phrase

_COMMA_IN_NUMBER = re.compile(r"(?<=: )([+\-−]?\d[\d.]{0,30},[\d.,]{0,30}(?<=\d))(\s?[^\s\d,:{}]{0,12})")
_SAID = re.compile(r""": +([^"'{}\[\]:][^{}\[\]:"]{0,300}?) *(?=, *[a-z_]+: |\}|$)""")
_THOUSANDS = 3  # figures behind the comma of a whole number, as English writes it


def labelled(event: Any, lines: list[str], place: Place) -> Problem:
    """A text, list or group that begins with `&label` or `!tag`."""
    mended = in_quotes(line_at(lines, place.line))
    if event.anchor:
        words = phrase(
            "`&{label}` marks this for use elsewhere in the file, which a book does not do.", label=event.anchor
        )
        hint = phrase(
            "Delete `&{label}`; if it is part of the text, put it in quotes: `{line}`", label=event.anchor, line=mended
        )
        return Problem("yaml-anchor", Severity.ERROR, words, place, hint)
    words = phrase("A word that begins with `!` is an instruction to programs here, which a book does not use.")
    hint = phrase("Delete it; if it is part of the text, put all of it in quotes: `{line}`", line=mended)
    return Problem("yaml-tag", Severity.ERROR, words, place, hint)


def alias(event: Any, lines: list[str], place: Place) -> Problem:
    """`*label`: what stands elsewhere in the file is meant to count here too."""
    words = phrase(
        "`*{label}` stands for something elsewhere in the file, which a book does not use.", label=event.anchor
    )
    mended = in_quotes(line_at(lines, place.line))
    hint = phrase("Write out what is meant; if the star is part of the text, put it in quotes: `{line}`", line=mended)
    return Problem("yaml-alias", Severity.ERROR, words, place, hint)


def group_as_name(_: Any, lines: list[str], place: Place) -> Problem:
    """`{{ word }}` or `[a, b]: c`: brackets where a name belongs."""
    line = line_at(lines, place.line)
    words = phrase("Brackets stand where a name is expected.")
    hint = phrase("If the brackets are part of a text, put it in quotes: `{line}`", line=in_quotes(line))
    return Problem("yaml-unreadable-name", Severity.ERROR, words, place, hint)


def name_without_colon(_: Any, lines: list[str], place: Place) -> Problem:
    """`{en: I wait, then pay}`: between braces a comma ends the text."""
    line = line_at(lines, place.line)
    text = line[place.column - 1 : place.end_column - 1]
    for number in _COMMA_IN_NUMBER.finditer(line):
        if number.start() < place.column < place.end_column <= number.end() + 1:
            return _number_cut(number, place)
    name, colon, after = text.partition(":")
    if colon and after:
        words = phrase("A space is missing after the colon; without it this is one long text.")
        hint = phrase("Write: `{line}`", line=f"{name}: {after}")
        return Problem("yaml-missing-space", Severity.ERROR, words, place, hint)
    words = phrase("`{text}` stands between braces without a colon; a comma ends what comes before it.", text=text)
    hint = phrase("If the braces or a comma are part of a text, put all of that text in quotes.")
    if found := next((each for each in _SAID.finditer(line) if each.start(1) < place.column <= each.end(1)), None):
        mended = f"{line[: found.start(1)]}{quoted(found[1])}{line[found.end(1) :]}"
        hint = phrase("If it is part of a text, put all of that text in quotes: `{line}`", line=shown(mended))
    return Problem("yaml-brackets", Severity.ERROR, words, place, hint)


def _number_cut(number: re.Match[str], place: Place) -> Problem:
    """`{value: 0,5}`, `{value: 1,200}`, where the comma may stand for thousands, or `{value: 1,200.50}`."""
    typed, unit = number.groups()
    before, _, after = typed.partition(",")
    words = phrase(
        "Between braces a comma ends the value: of `{typed}` only `{before}` is read.", typed=number[0], before=before
    )
    hint = phrase("Write it with a point: {number}", number=f"{before}.{after}{unit}")
    if not (before + after).lstrip("+-−").isdecimal():
        hint = phrase("Write: {line}", line=f"{_without_groups(typed)}{unit}")
    elif len(after) == _THOUSANDS and before.lstrip("+-−") != "0":
        decimal = f"{before}.{after.rstrip('0')}".rstrip(".")
        hint = phrase("Write {whole} or {decimal}, whichever you mean.", whole=f"{before}{after}", decimal=decimal)
    return Problem("yaml-brackets", Severity.ERROR, words, replace(place, column=number.start() + 1), hint)


def _without_groups(typed: str) -> str:
    """A number whose figures stand in groups, as we read it: `1,200,000` is 1200000, `1.200,50` is 1200.50."""
    at = max(typed.rfind("."), typed.rfind(","))
    point = "." if typed.count(typed[at]) == 1 else ""
    return re.sub("[.,]", "", typed[:at]) + point + typed[at + 1 :]


def question(_: Any, lines: list[str], place: Place) -> Problem:
    """`? text`: a question mark and a space at the beginning."""
    words = phrase("A text cannot begin with a question mark and a space.")
    return _quote_it("yaml-special-character", words, lines, place)


def _quote_it(rule: str, words: Phrase, lines: list[str], place: Place) -> Problem:
    mended = in_quotes(line_at(lines, place.line))
    return Problem(rule, Severity.ERROR, words, place, phrase("Put it in quotes: `{line}`", line=mended))


def second_document(_: Any, lines: list[str], place: Place) -> Problem:
    """A line `---` after which a second file begins inside the first."""
    words = phrase("A second file begins here inside this one; what follows is not read.")
    hint = phrase("Delete the line `---`, or move what follows it to a file of its own.")
    return Problem("yaml-many-documents", Severity.ERROR, words, place, hint)


def too_many_values(most: int, place: Place) -> Problem:
    """More texts, lists and groups than any book needs."""
    words = phrase("This file holds more than {most} entries; the rest is not read.", most=most)
    hint = phrase("Write one persona, journey or promise in each file, and keep answers of surveys elsewhere.")
    return Problem("yaml-too-large", Severity.ERROR, words, place, hint)


def too_deep(most: int, place: Place) -> Problem:
    """Lists inside lists inside lists."""
    words = phrase(
        "Here begin more than {most} levels of lists inside lists; nothing in a book is that deep.", most=most
    )
    hint = phrase("Begin the line further to the left; if the brackets belong to a text, put it in quotes.")
    return Problem("yaml-too-deep", Severity.ERROR, words, place, hint)


def escaped_control(event: Any, _: list[str], place: Place) -> Problem:
    """A control character written as an escape in double quotes."""
    found = CONTROLS.search(event.value)
    code = f"{ord(found[0]):04X}" if found else ""
    words = phrase("This text holds an invisible control character (U+{code}), written with a backslash.", code=code)
    hint = phrase(
        "Delete the backslash and what belongs to it; if you mean a backslash, put the text in single quotes."
    )
    return Problem("yaml-control-character", Severity.ERROR, words, place, hint)
