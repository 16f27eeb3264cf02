"""Suspects that have to do with where a line begins: tabs, columns, and lines that became part of the text above."""

from __future__ import annotations

import re
from itertools import islice

from journeybook.problem import Place, Problem, Severity
from journeybook.source.fault import Fault, error_at, lead_of, sign_at
from journeybook.source.items import moved, text_without_hyphen, without_hyphen
from journeybook.source.lines import abridged, line_at, parts, shown
from journeybook.source.names import no_name
from journeybook.source.second_look import BULLET, bullet, missing_space
from journeybook.words import Phrase, phrase

_MOST_PLACES = 10
STRANGE_LEAD = re.compile(r"(?<![^\n])[^\S \t\n][^\S\t\n]*")
"""Spaces that only look like ordinary ones, at the beginning of a line."""

_BLOCK = re.compile(r": +[|>][-+]?\s*$")
_OTHER_COMMENT = re.compile(r"\s*(//|/\*+|<!--|--)\s*(.*?)\s*(?:\*/|-->)?$")
_LANGUAGE_LINE = re.compile(r"(?P<lead> *)(?P<name>[a-z]{2})(?P<colon>:?) +(?P<text>\S.*)")
_ENDS_A_SENTENCE = (".", "!", "?", "…", ",", ";")
_LIKE_NAME = re.compile(r"[a-z_]+(?:$| ?=|;? \S+$)")
_NAME_AND_WORD = re.compile(r"(?P<name>[a-z_]+)(?: |; ?)(?P<text>\S+)")


def tab(fault: Fault) -> Problem | None:
    """A tab at the beginning of the line."""
    line = line_at(fault.lines, fault.line)
    column = line.find("\t", 0, len(line) - len(line.lstrip(" \t-"))) + 1
    return _tab_problem([Place(fault.file, fault.line, column, fault.line, column + 1)]) if column else None


def tabs_together(stops: list[Problem], lines: list[str]) -> list[Problem]:
    """What stopped reading, and all lines below that begin with a tab and would stop it too: these are one mistake."""
    if not stops:
        return []
    first, tabs = stops[0].place, {stop.place for stop in stops if stop.rule == "yaml-tab"}
    found = (number for number, line in enumerate(lines, 1) if number > first.line and line.startswith("\t"))
    tabs.update(Place(first.file, number, 1, number, 2) for number in islice(found, _MOST_PLACES))
    others = [stop for stop in stops if stop.rule != "yaml-tab"]
    return [*others, _tab_problem(sorted(tabs)[: _MOST_PLACES + 1])] if tabs else others


def _tab_problem(places: list[Place]) -> Problem:
    words = phrase("A tab stands in the indentation of this line; only spaces can stand there.")
    hint = phrase("Replace it by spaces, as many as the lines beside it begin with.")
    others = tuple((place, phrase("and here")) for place in places[1:])
    return Problem("yaml-tab", Severity.ERROR, words, places[0], hint, others)


def strange_space(fault: Fault) -> Problem | None:
    """A space that only looks like one at the beginning of the line."""
    for number in (fault.line, fault.begun[0]):
        lead = lead_of(line_at(fault.lines, number))
        column = next((place for place, sign in enumerate(lead, 1) if sign != " "), 0)
        if column:
            return _space_problem([Place(fault.file, number, column, number, column + 1)])
    return None


def with_ordinary_spaces(text: str, file: str) -> tuple[str, list[Problem]]:
    """The text with ordinary spaces where lines begin with others, which are one mistake: all come from one copy."""
    found = [text.count("\n", 0, match.start()) + 1 for match in islice(STRANGE_LEAD.finditer(text), _MOST_PLACES)]
    places = [Place(file, number, 1, number, 2) for number in found]
    return STRANGE_LEAD.sub(lambda lead: " " * len(lead[0]), text), [_space_problem(places)]


def _space_problem(places: list[Place]) -> Problem:
    words = phrase("The space at the beginning of this line is not an ordinary one.")
    hint = phrase("Replace it by ordinary spaces; it comes along when text is copied from a web page or a chat.")
    others = tuple((place, phrase("and here")) for place in places[1:])
    return Problem("yaml-hidden-character", Severity.ERROR, words, places[0], hint, others)


def swallowed_line(fault: Fault) -> Problem | None:
    """A line that became part of the text above it."""
    if "mapping values are not allowed" not in fault.says:
        return None
    start = fault.last[0]
    above, line = line_at(fault.lines, start), line_at(fault.lines, fault.line)
    if found := missing_space(above, start, fault.file):
        return found[0]
    if not above[: fault.last[1] - 1].strip(" -"):
        return without_colon(fault.lines, (start, fault.last[1]), fault.file)
    words = phrase("This line begins further right than the one above it, whose text is already complete.")
    hint = phrase(
        "Begin it right below `{above}`, or put the text of both lines in quotes.", above=abridged(above.lstrip(" -"))
    )
    return error_at(fault, "yaml-indentation", (fault.line, len(lead_of(line)) + 1), words, hint)


def line_without_colon(fault: Fault) -> Problem | None:
    """A line of words between lines with names."""
    if "expected ':'" not in fault.says:
        return None
    line = line_at(fault.lines, fault.begun[0])
    if BULLET.match(line.lstrip()):
        return bullet(line, Place(fault.file, *fault.begun, fault.begun[0], fault.begun[1] + 1))
    if found := missing_space(line, fault.begun[0], fault.file):
        return found[0]
    is_comment = _OTHER_COMMENT.match(line)
    return (not is_comment and text_without_hyphen(fault)) or without_colon(fault.lines, fault.begun, fault.file)


def without_colon(lines: list[str], at: tuple[int, int], file: str) -> Problem:
    """A line that is neither a name with its text nor an item."""
    line = line_at(lines, at[0])
    place = Place(file, *at, at[0], max(at[1], len(line)) + 1)
    if other := _OTHER_COMMENT.match(line):
        words = phrase("A comment begins with `#` and a space, not with {sign}.", sign=other[1])
        hint = phrase("Write: `{line}`", line=shown(f"# {other[2]}"))
        return Problem("yaml-missing-colon", Severity.ERROR, words, place, hint)
    if _BLOCK.search(above := next((each for each in lines[at[0] - 2 :: -1] if each.strip()), "") if at[0] > 1 else ""):
        words = phrase("This line belongs to the text of the line above, and begins too far left.")
        hint = phrase("Begin every line of that text further right than `{above}`.", above=abridged(above))
        return Problem("yaml-indentation", Severity.ERROR, words, place, hint)
    words, hint = _no_colon(mended) if (mended := _in_a_language(lines, at[0])) else _unnamed(line)
    return Problem("yaml-missing-colon", Severity.ERROR, words, place, hint)


def _in_a_language(lines: list[str], number: int) -> str:
    """The line with its colon, where it begins as its neighbours do, with a language and a new text; else empty."""
    found = _LANGUAGE_LINE.match(line_at(lines, number))
    if not found:
        return ""
    alike = (_LANGUAGE_LINE.match(line_at(lines, at)) for at in (number - 1, number + 1) if 0 < at <= len(lines))
    named = any(each and each["colon"] and each["lead"] == found["lead"] for each in alike)
    is_new = not found["text"][0].islower()  # what goes on with the text above seldom begins with a capital
    return f"{found['lead']}{found['name']}: {found['text']}" if named and is_new and not found["colon"] else ""


def _unnamed(line: str) -> tuple[Phrase, Phrase]:
    """What is wrong with a line that has no name, and how it is written with one."""
    lead, name, value, _ = parts(line)
    if "-" in lead and not name and not _LIKE_NAME.match(value):
        return (
            phrase("This text has no name, and fields with a name stand below it."),
            phrase("Name it too: `{title}`, or in pains, quotes and causes: `{text}`",
                   title=shown(f"- title: {value}"), text=shown(f"- text: {value}")),
        )  # fmt: skip
    before, sign, after = value.partition("=")
    mended = f"{before.rstrip()}: {after.strip()}" if sign and not name else f"{value}:"
    if not sign and (found := _NAME_AND_WORD.fullmatch(value)):
        mended = f"{found['name']}: {found['text']}"
    if not sign and value[-1:] in _ENDS_A_SENTENCE:
        return (
            phrase("This line has no name and goes on with the text above, and begins too far left for that."),
            phrase("Begin it further right than the name above it."),
        )
    return _no_colon(lead + mended)


def _no_colon(mended: str) -> tuple[Phrase, Phrase]:
    return (
        phrase("A colon is missing: this line is neither a name with its text nor an item with a dash."),
        phrase("Write `{line}`, or begin the line further right if it goes on with the text above.",
               line=shown(mended)),
    )  # fmt: skip


def indented_start(fault: Fault) -> Problem | None:
    """A first line that begins with spaces, or a second file after the end of the first."""
    if "<document start>" not in fault.says:
        return None
    first = next((number for number, line in enumerate(fault.lines, 1) if line.strip() and line.strip()[0] != "#"), 1)
    if not lead_of(line_at(fault.lines, first)):
        words = phrase("A second file begins here inside this one; what follows is not read.")
        hint = phrase("Delete the line of dots or dashes above it, or move what follows to a file of its own.")
        return error_at(fault, "yaml-many-documents", (fault.line, fault.column), words, hint)
    words = phrase("The first line begins with spaces, and this one does not.")
    hint = phrase("Delete the spaces: `{line}`", line=shown(line_at(fault.lines, first)))
    return error_at(fault, "yaml-indentation", (first, 1), words, hint)


def nothing_before_colon(fault: Fault) -> Problem | None:
    """A colon at the beginning of a line."""
    at = (fault.line, fault.column)
    return no_name(Place(fault.file, *at, at[0], at[1] + 1)) if sign_at(fault, at) == ":" else None


def wrong_column(fault: Fault) -> Problem | None:
    """A line that begins where nothing above it begins."""
    line = line_at(fault.lines, fault.line)
    if not line.strip() or line[: fault.column - 1].strip():
        return None
    if BULLET.match(line.lstrip()):
        return bullet(line, Place(fault.file, fault.line, fault.column, fault.line, fault.column + 1))
    spaceless = next(iter(missing_space(line, fault.line, fault.file)), None)
    if of_item := spaceless or without_hyphen(fault) or moved(fault):
        return of_item
    at = (fault.line, fault.column)
    if any(fault.column == column for _, column in fault.groups):
        words = phrase("Items with a dash and names with a colon cannot stand in the same column.")
        hint = phrase("Move this line further right if it belongs to the line above, further left if it does not.")
        return error_at(fault, "yaml-indentation", at, words, hint)
    if sign_at(fault, fault.last[:2]) in {"|", ">"}:
        words = phrase("This line begins further left than the text above it, of which it seems to be part.")
        hint = phrase("Begin every line of that text in the same column as its first.")
        return error_at(fault, "yaml-indentation", at, words, hint)
    words = phrase("This line begins in column {column}, where no line above it begins.", column=fault.column)
    return error_at(fault, "yaml-indentation", at, words, _columns_that_fit(fault))


def _columns_that_fit(fault: Fault) -> Phrase:
    """The columns nearest on either side in which something above begins that is not finished."""
    above_it = {column: line_at(fault.lines, line)[column - 1 :] for line, column in fault.groups}
    # An item with a dash fits below items only, a name below names.
    dash = line_at(fault.lines, fault.line).lstrip().startswith("- ")
    alike = {column: line for column, line in above_it.items() if line.startswith("- ") == dash}
    below = alike or above_it
    left = max((column for column in below if column < fault.column), default=0)
    right = min((column for column in below if column > fault.column), default=0)
    column, other = left or right or 1, right if left else 0
    above = abridged(below.get(column, line_at(fault.lines, 1)))
    if not other:
        return phrase("Begin it in column {column}, like `{above}`.", column=column, above=above)
    return phrase(
        "Begin it in column {column}, like `{above}`, or in column {other}, like `{beside}`.",
        column=column,
        above=above,
        other=other,
        beside=abridged(below[other]),
    )
