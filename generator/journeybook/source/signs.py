"""Suspects that have to do with signs that mean something to YAML: quotation marks, brackets, colons, and the like."""

from __future__ import annotations

import re

from journeybook.problem import Place, Problem
from journeybook.source.fault import Fault, error_at, sign_at
from journeybook.source.lines import HASH_IN_TEXT, in_quotes, item_in_quotes, line_at, parts, quoted, shown
from journeybook.source.second_look import bullet, cut_text
from journeybook.words import phrase

_NEEDS_QUOTES = "@`%&*!|>{}[],?-"
_SAID_OF_SIGNS = (
    "cannot start any token",
    "an alias",
    "an anchor",
    "a tag",
    "tag handle",
    "block scalar",
    "directive",
    "incompatible yaml",
    "node content",
    "entries are not allowed",
    "keys are not allowed",
)
_LIKE_ENTRY = re.compile(r"\s*(?:- |[^\s:]+:(?:\s|$)|#)")
_ENTRY = re.compile(r"\s*(?:- +)*[a-z_]+:(?:\s|$)|\s*- ")
_OPENING, _CLOSING = re.compile("[“„«‘]"), "”“»’"
_LONGEST_NAME = 1000
_SPACED_NUMBER = re.compile(r"- +(\d+(?:[.,]\d+)?)")
_BRACKETS = {"[": "]", "{": "}"}


def cut_above(fault: Fault) -> Problem | None:
    """A name, a text that goes on below its line, or a list in brackets, in which ` #` began a comment."""
    if "expected" not in fault.says:
        return None
    end = fault.last[2:]
    if "expected ':'" in fault.says:
        end = (fault.begun[0], _first_hash(fault))
    goes_on = end[0] < fault.line and not line_at(fault.lines, fault.line)[: fault.column - 1].strip()
    line = line_at(fault.lines, end[0])
    if not goes_on or not HASH_IN_TEXT.match(line, end[1] - 1):
        return None
    place = Place(fault.file, end[0], end[1] + 1, end[0], end[1] + 2)
    brackets = "expected ','" in fault.says and fault.last[0] == end[0]
    return cut_text(line if brackets or "expected ':'" in fault.says else "", place, brackets=brackets)


def _first_hash(fault: Fault) -> int:
    """The column of the first ` #` in the line where a name was expected; 0 where none is."""
    line = line_at(fault.lines, fault.begun[0])
    found = HASH_IN_TEXT.search(line)
    return found.start() + 1 if found and line[fault.begun[1] - 1 : fault.begun[1]] not in {'"', "'"} else 0


def open_quotes(fault: Fault) -> Problem | None:
    """A quotation mark that is never closed, or only by the next one in the file."""
    if "quoted scalar" in fault.says and ("end of stream" in fault.says or "document indicator" in fault.says):
        at = fault.begun
    elif _holds_names(fault):
        at = fault.last[:2]
    else:
        return None
    sign = sign_at(fault, at)
    words = phrase("The quotation mark {sign} that opens this text is not closed where the text ends.", sign=sign)
    line = line_at(fault.lines, at[0])
    closed = shown((line if _OPENING.search(line) else line.rstrip(_CLOSING)) + sign)
    hint = phrase("Close it: `{line}`", line=closed)
    if sign == "'":
        hint = phrase("Close it: `{line}`; or, if it is an apostrophe: `{other}`", line=closed, other=in_quotes(line))
    return error_at(fault, "yaml-unclosed-quote", at, words, hint)


def _holds_names(fault: Fault) -> bool:
    """Whether the last text is in quotes and runs over lines that begin like entries of their own."""
    if not fault.last[0] < fault.last[2] == fault.line or sign_at(fault, fault.last[:2]) not in {'"', "'"}:
        return False
    return any(_ENTRY.match(line) for line in fault.lines[fault.last[0] : fault.last[2]])


def backslash(fault: Fault) -> Problem | None:
    """A backslash between double quotes: `"C:\\path"`."""
    if not any(said in fault.says for said in ("escape", "hexdecimal", "hexadecimal")):
        return None
    line = line_at(fault.lines, fault.line)
    column = line.rfind("\\", 0, fault.column + 1) + 1 or fault.column
    words = phrase("Between double quotes a backslash begins a code, and this is none that is known.")
    hint = phrase("Put the text in single quotes, where a backslash is a backslash: `{line}`", line=in_quotes(line))
    if line[column : column + 1] in tuple("uUx"):
        hint = phrase(
            "Type the character that is meant, or put the text in single quotes: `{line}`", line=in_quotes(line)
        )
    return error_at(fault, "yaml-escape", (fault.line, column), words, hint)


def after_closing(fault: Fault) -> Problem | None:
    """Text after a closing quotation mark or bracket, or after what YAML took for a label."""
    if fault.last[2] > fault.line or "expected" not in fault.says or "','" in fault.says:
        return None
    line, sign, at = line_at(fault.lines, fault.line), sign_at(fault, fault.last[:2]), (fault.line, fault.column)
    same_line = fault.last[2] == fault.line and not line[fault.last[3] - 1 : fault.column - 1].strip()
    if sign in {'"', "'"} and (same_line or (fault.last[2] == fault.line - 1 and not _LIKE_ENTRY.match(line))):
        return _after_quote(fault, at, line if fault.last[0] == fault.line else "")
    if mended := _name_in_quotes(line, fault.column):
        words = phrase("Text goes on after the closing quotation mark.")
        hint = phrase("Put the whole text in quotes: `{line}`", line=mended)
        return error_at(fault, "yaml-text-after-quote", at, words, hint)
    if same_line and not line[fault.column - 1 :].strip(" ]}"):
        words = phrase("This closing bracket is one too many.")
        return error_at(fault, "yaml-brackets", at, words, phrase("Delete it: `{line}`", line=shown(line[: at[1] - 1])))
    return _sign_problem(fault, fault.last[:2]) if same_line and sign in "[{*&!" else None


def lone_bracket(fault: Fault) -> Problem | None:
    """A line of nothing but closing brackets where none is open."""
    line = line_at(fault.lines, fault.line)
    if fault.bracket is not None or not line.strip() or line.strip(" ]},"):
        return None
    words = phrase("This closing bracket is one too many.")
    return error_at(fault, "yaml-brackets", (fault.line, fault.column), words, phrase("Delete this line."))


def _name_in_quotes(line: str, column: int) -> str:
    """The line with all of its name in quotes, where a mark inside the name closed them before the column."""
    lead = len(parts(line).lead)
    sign, end = line[lead : lead + 1], line.rfind(line[lead : lead + 1])
    if sign not in {'"', "'"} or line[column - 2 : column - 1] != sign or end <= column - 2 or ":" not in line[end:]:
        return ""
    return shown(f"{line[:lead]}{quoted(line[lead + 1 : end])}{line[end + 1 :]}")


def _after_quote(fault: Fault, at: tuple[int, int], line: str) -> Problem:
    words = phrase("Text goes on after the closing quotation mark.")
    hint = phrase("Move the closing quotation mark to the end of the text.")
    if line and not line[at[1] - 1 :].strip(",; "):
        hint = phrase("Delete it: `{line}`", line=shown(line[: at[1] - 1].rstrip()))
    elif line:
        hint = phrase("Put the whole text in quotes: `{line}`", line=in_quotes(line))
    return error_at(fault, "yaml-text-after-quote", at, words, hint)


def special_sign(fault: Fault) -> Problem | None:
    """A text that begins with a sign of YAML's: `@home`, `*bold* words`, `> 5 minutes`."""
    if not any(said in fault.says for said in _SAID_OF_SIGNS):
        return None
    line = line_at(fault.lines, fault.line)
    if line.startswith(("%YAML", "%TAG", "---", "...")):
        words = phrase("This line is an instruction to programs, which a book does not use.")
        return error_at(fault, "yaml-special-character", (fault.line, 1), words, phrase("Delete it."))
    lead, name, value, _ = parts(line)
    starts = (len(lead) + 1, line.find(value, len(lead) + len(name)) + 1, fault.begun[1])
    column = next((start for start in starts if line[start - 1 : start] in tuple(_NEEDS_QUOTES)), 0)
    return _sign_problem(fault, (fault.line, column)) if column else None


def _sign_problem(fault: Fault, at: tuple[int, int]) -> Problem:
    line, sign = line_at(fault.lines, at[0]), sign_at(fault, at)
    if sign == "*" and re.match(r"\s*\* ", line):
        return bullet(line, Place(fault.file, *at, at[0], at[1] + 1))
    if line.strip().startswith("```"):
        words = phrase("This line shows where code begins or ends on a page or in a chat; it came along with a copy.")
        hint = phrase("Delete it, and the other line of its kind.")
        return error_at(fault, "yaml-special-character", at, words, hint)
    words = phrase("A text that begins with {sign} has to stand in quotes.", sign=sign)
    hint = phrase("Put it in quotes: `{line}`", line=in_quotes(line))
    if line[at[1] - 1 :].strip() == "-":
        words = phrase("A hyphen alone says nothing here.")
        hint = phrase("Leave the place behind the colon empty, or delete the line.")
    elif sign == "-":
        hint = phrase("Begin the list on the next line, or put the text in quotes: `{line}`", line=in_quotes(line))
    if number := _SPACED_NUMBER.fullmatch(line[at[1] - 1 :].strip()):
        words = phrase("A space stands between the sign and the number.")
        hint = phrase("Write: `{line}`", line=shown(f"{line[: at[1] - 1]}-{number[1]}"))
    return error_at(fault, "yaml-special-character", at, words, hint)


def colon_in_text(fault: Fault) -> Problem | None:
    """A second colon on a line: `title: Journey: buying`."""
    if "mapping values are not allowed" not in fault.says or fault.last[0] != fault.line:
        return None
    line, at = line_at(fault.lines, fault.line), (fault.line, fault.column)
    hint = phrase("Put it in quotes: `{line}`", line=in_quotes(line))
    if parts(line).value[:1] in tuple("“”„«»‘’"):
        words = phrase("Typographic quotation marks do not hold a text together; only straight ones do.")
        return error_at(fault, "yaml-smart-quotes", at, words, hint)
    words = phrase("A colon and a space inside a text: what stands before it is taken for a name.")
    if fault.column > _LONGEST_NAME:
        words = phrase("The name before this colon is far too long; is it a text that contains a colon?")
    return error_at(fault, "yaml-colon-in-text", at, words, hint)


def open_bracket(fault: Fault) -> Problem | None:
    """A list in brackets that is not closed, or lacks a comma, or holds a text that needs quotes."""
    at = fault.bracket
    if at is None:
        return None
    opening, line = sign_at(fault, at), line_at(fault.lines, at[0])
    closing = _BRACKETS.get(opening, "]")
    if fault.line == at[0]:
        return _inside_brackets(fault, opening, closing)
    if swallowed := _swallowed(fault, at, closing):
        return swallowed
    words = phrase("The bracket {sign} is not closed.", sign=opening)
    hint = phrase("Close it: `{line}`", line=shown(line + closing))
    if line.rstrip().endswith((",", opening)):
        hint = phrase("Write {closing} where its list ends.", closing=closing)
    return error_at(fault, "yaml-brackets", at, words, hint)


def _swallowed(fault: Fault, at: tuple[int, int], closing: str) -> Problem | None:
    """The first ` #` behind the bracket that looks like text, or that takes the closing bracket into a comment."""
    for number in range(at[0], fault.line + 1):
        line = line_at(fault.lines, number)
        for found in re.finditer(r"(?<=\S) +#", line):
            spot = (number, found.end())
            taken = HASH_IN_TEXT.match(line, found.end() - 2) or closing in line[found.end() :]
            if at < spot and taken and not line[: found.start()].count('"') % 2:
                return _swallows(fault, spot)
    return None


def _swallows(fault: Fault, at: tuple[int, int]) -> Problem:
    line = line_at(fault.lines, at[0])
    words = phrase(
        "What follows a space and `#` is a comment that nobody sees: it swallows a comma or a bracket of this list."
    )
    hint = phrase(
        "If it is part of the text, put the text in quotes: `{line}`; if it is a comment, write it behind the list.",
        line=item_in_quotes(line, at[1]),
    )
    return error_at(fault, "yaml-comment-in-text", at, words, hint)


def _inside_brackets(fault: Fault, opening: str, closing: str) -> Problem:
    at, sign = (fault.line, fault.column), sign_at(fault, (fault.line, fault.column))
    if sign == ":":
        words = phrase("A colon and a space inside a text between brackets: what stands before it is taken for a name.")
        hint = phrase("Put that text in quotes; if a new entry begins here, put a comma before it.")
        return error_at(fault, "yaml-colon-in-text", at, words, hint)
    if sign in {"]", "}"} and sign != closing:
        words = phrase("The bracket {opening} is closed by {sign}.", opening=opening, sign=sign)
        return error_at(fault, "yaml-brackets", at, words, phrase("Write {closing} for it.", closing=closing))
    words = phrase("A comma is missing before this, or a closing bracket.")
    hint = phrase("Between the items of a list in brackets stand commas; an item with a comma in it stands in quotes.")
    return error_at(fault, "yaml-brackets", at, words, hint)
