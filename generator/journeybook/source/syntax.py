"""Where reading had to stop: what the parser said, and how the lines look, become one problem in plain words."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from journeybook.problem import Place, Problem, Severity
from journeybook.source.lines import HASH_IN_TEXT, in_quotes, line_at, parts, shown
from journeybook.source.names import no_name
from journeybook.source.second_look import cut_text, missing_space
from journeybook.source.values import Span
from journeybook.words import Phrase, phrase

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
_ENTRY = re.compile(r"\s*(?:- +)*[a-z_]+:(?:\s|$)|\s*- ")
_MOST_PLACES = 10
_BRACKETS = {"[": "]", "{": "}"}


class Fault(NamedTuple):
    """Where the parser stopped and what it said; lines and columns count from 1.

    `begun`: where the thing it was reading begins; `last`: the place of the text or list before; `groups`: where the
    lists and groups begin that are not finished, the outermost first.
    """

    file: str
    lines: list[str]
    says: str
    line: int
    column: int
    begun: tuple[int, int]
    last: Span
    groups: tuple[tuple[int, int], ...]


def problem_of(fault: Fault) -> Problem:
    """The one problem that explains why reading stopped, by the first suspect that fits."""
    found = (suspect(fault) for suspect in _SUSPECTS)
    return next((problem for problem in found if problem), _unknown(fault))


def _error(fault: Fault, rule: str, at: tuple[int, int], words: Phrase, hint: Phrase, width: int = 1) -> Problem:
    return Problem(rule, Severity.ERROR, words, Place(fault.file, *at, at[0], at[1] + width), hint)


def _sign(fault: Fault, at: tuple[int, int]) -> str:
    return line_at(fault.lines, at[0])[at[1] - 1 : at[1]]


def _tab(fault: Fault) -> Problem | None:
    line = line_at(fault.lines, fault.line)
    column = line.find("\t", 0, len(line) - len(line.lstrip())) + 1
    return _tab_problem([Place(fault.file, fault.line, column, fault.line, column + 1)]) if column else None


def tabs(file: str, lines: list[str], after: int) -> list[Problem]:
    """The problem of lines that begin with a tab, below the line where reading stopped."""
    found = [number for number, line in enumerate(lines, 1) if number > after and line.startswith("\t")]
    return [_tab_problem([Place(file, number, 1, number, 2) for number in found[:_MOST_PLACES]])] if found else []


def _tab_problem(places: list[Place]) -> Problem:
    words = phrase("A tab stands in the indentation of this line; only spaces can stand there.")
    hint = phrase("Replace it by spaces, as many as the lines beside it begin with.")
    others = tuple((place, phrase("and here")) for place in places[1:])
    return Problem("yaml-tab", Severity.ERROR, words, places[0], hint, others)


def _strange_space(fault: Fault) -> Problem | None:
    for number in (fault.line, fault.begun[0]):
        line = line_at(fault.lines, number)
        lead = line[: len(line) - len(line.lstrip())]
        column = next((place for place, sign in enumerate(lead, 1) if sign != " "), 0)
        if column:
            words = phrase("The space at the beginning of this line is not an ordinary one.")
            hint = phrase(
                "Replace it by ordinary spaces; it comes along when text is copied from a web page or a chat."
            )
            return _error(fault, "yaml-hidden-character", (number, column), words, hint)
    return None


def _cut_above(fault: Fault) -> Problem | None:
    """A text that goes on below its line, or a list in brackets, in which ` #` began a comment."""
    for number in (fault.line, fault.line - 1, fault.begun[0]):
        line = line_at(fault.lines, number)
        match = HASH_IN_TEXT.search(line)
        if match and number <= fault.line and not line.lstrip().startswith("#"):
            column = match.start() + 2
            return cut_text(line, Place(fault.file, number, column, number, column + 1))
    return None


def _open_quotes(fault: Fault) -> Problem | None:
    """A quotation mark that is never closed, or only by the next one in the file."""
    if "quoted scalar" in fault.says and ("end of stream" in fault.says or "document indicator" in fault.says):
        at = fault.begun
    elif _holds_names(fault):
        at = fault.last[:2]
    else:
        return None
    sign = _sign(fault, at)
    words = phrase("The quotation mark {sign} that opens this text is not closed where the text ends.", sign=sign)
    hint = phrase("Close it: `{line}`", line=shown(line_at(fault.lines, at[0]) + sign))
    return _error(fault, "yaml-unclosed-quote", at, words, hint)


def _holds_names(fault: Fault) -> bool:
    """Whether the last text is in quotes and runs over lines that begin like entries of their own."""
    if not fault.last[0] < fault.last[2] == fault.line or _sign(fault, fault.last[:2]) not in {'"', "'"}:
        return False
    return any(_ENTRY.match(line) for line in fault.lines[fault.last[0] : fault.last[2]])


def _backslash(fault: Fault) -> Problem | None:
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
    return _error(fault, "yaml-escape", (fault.line, column), words, hint)


def _after_closing(fault: Fault) -> Problem | None:
    """Text after a closing quotation mark or bracket, or after what YAML took for a label."""
    line = line_at(fault.lines, fault.line)
    between = line[fault.last[3] - 1 : fault.column - 1]
    if fault.last[2] != fault.line or between.strip() or "expected" not in fault.says or "','" in fault.says:
        return None
    sign, at = _sign(fault, fault.last[:2]), (fault.line, fault.column)
    if sign in {'"', "'"}:
        words = phrase("Text goes on after the closing quotation mark.")
        return _error(fault, "yaml-text-after-quote", at, words, _whole_in_quotes(line))
    if not line[fault.column - 1 :].strip(" ]}"):
        words = phrase("This closing bracket is one too many.")
        return _error(fault, "yaml-brackets", at, words, phrase("Delete it: `{line}`", line=shown(line[: at[1] - 1])))
    return _sign_problem(fault, fault.last[:2]) if sign in "[{*&!" else None


def _whole_in_quotes(line: str) -> Phrase:
    return phrase("Put the whole text in quotes: `{line}`", line=in_quotes(line))


def _special_sign(fault: Fault) -> Problem | None:
    if not any(said in fault.says for said in _SAID_OF_SIGNS):
        return None
    lead, name, value, _ = parts(line_at(fault.lines, fault.line))
    first = len(lead) + 1 if _sign(fault, (fault.line, len(lead) + 1)) in _NEEDS_QUOTES else 0
    value_at = line_at(fault.lines, fault.line).find(value, len(lead) + len(name)) + 1
    column = first or (value_at if value and value[0] in _NEEDS_QUOTES else fault.begun[1])
    return _sign_problem(fault, (fault.line, column))


def _sign_problem(fault: Fault, at: tuple[int, int]) -> Problem:
    line = line_at(fault.lines, at[0])
    if line.startswith(("%YAML", "%TAG")):
        words = phrase("This line is an instruction to programs, which a book does not use.")
        hint = phrase("Delete it, and the line `---` below it.")
        return _error(fault, "yaml-special-character", at, words, hint)
    words = phrase("A text that begins with {sign} has to stand in quotes.", sign=_sign(fault, at))
    hint = phrase("Put it in quotes: `{line}`", line=in_quotes(line))
    if _sign(fault, at) == "-":
        hint = phrase("Begin the list on the next line, or put the text in quotes: `{line}`", line=in_quotes(line))
    return _error(fault, "yaml-special-character", at, words, hint)


def _colon_in_text(fault: Fault) -> Problem | None:
    if "mapping values are not allowed" not in fault.says or fault.last[0] != fault.line:
        return None
    line = line_at(fault.lines, fault.line)
    if fault.column > 1000:
        words = phrase("The name before this colon is far too long; is it a text that contains a colon?")
    elif parts(line).value[:1] in tuple("“”„«»‘’"):
        words = phrase("Typographic quotation marks do not hold a text together; only straight ones do.")
        return _error(
            fault,
            "yaml-smart-quotes",
            (fault.line, fault.column),
            words,
            phrase("Write: `{line}`", line=in_quotes(line)),
        )
    else:
        words = phrase("A colon and a space inside a text: what stands before it is taken for a name.")
    return _error(
        fault,
        "yaml-colon-in-text",
        (fault.line, fault.column),
        words,
        phrase("Put it in quotes: `{line}`", line=in_quotes(line)),
    )


def _swallowed_line(fault: Fault) -> Problem | None:
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
    hint = phrase("Begin it right below `{above}`, or put the text of both lines in quotes.", above=shown(above))
    return _error(fault, "yaml-indentation", (fault.line, len(line) - len(line.lstrip()) + 1), words, hint)


def _line_without_colon(fault: Fault) -> Problem | None:
    if "expected ':'" not in fault.says:
        return None
    found = missing_space(line_at(fault.lines, fault.begun[0]), fault.begun[0], fault.file)
    return found[0] if found else without_colon(fault.lines, fault.begun, fault.file)


def without_colon(lines: list[str], at: tuple[int, int], file: str) -> Problem:
    """A line that is neither a name with its text nor an item."""
    line = line_at(lines, at[0])
    words = phrase("A colon is missing: this line is neither a name with its text nor an item with a dash.")
    lead, name, value, _ = parts(line)
    before, sign, after = value.partition("=")
    mended = f"{before.rstrip()}: {after.strip()}" if sign and not name else f"{value}:"
    hint = phrase(
        "Write `{line}`, or begin the line further right if it goes on with the text above.", line=shown(lead + mended)
    )
    place = Place(file, *at, at[0], max(at[1], len(line)) + 1)
    return Problem("yaml-missing-colon", Severity.ERROR, words, place, hint)


def _open_bracket(fault: Fault) -> Problem | None:
    if "expected ','" not in fault.says:
        return None
    if fault.line == fault.begun[0]:
        words = phrase("A comma is missing before this, or a closing bracket.")
        hint = phrase(
            "Between the items of a list in brackets stand commas; an item with a comma in it stands in quotes."
        )
        return _error(fault, "yaml-brackets", (fault.line, fault.column), words, hint)
    sign, line = _sign(fault, fault.begun), line_at(fault.lines, fault.begun[0])
    closing = _BRACKETS.get(sign, "]")
    words = phrase("The bracket {sign} is not closed.", sign=sign)
    hint = phrase("Close it: `{line}`", line=shown(line + closing))
    if line.rstrip().endswith((",", sign)):
        hint = phrase("Write {closing} where its list ends.", closing=closing)
    return _error(fault, "yaml-brackets", fault.begun, words, hint)


def _indented_start(fault: Fault) -> Problem | None:
    if "<document start>" not in fault.says:
        return None
    first = next((number for number, line in enumerate(fault.lines, 1) if line.strip() and line.strip()[0] != "#"), 1)
    lead = len(line_at(fault.lines, first)) - len(line_at(fault.lines, first).lstrip())
    if not lead:
        words = phrase("A second file begins here inside this one; what follows is not read.")
        hint = phrase("Delete the line of dots or dashes above it, or move what follows to a file of its own.")
        return _error(fault, "yaml-many-documents", (fault.line, fault.column), words, hint)
    words = phrase("The first line begins with spaces, and this one does not.")
    hint = phrase("Delete the spaces: `{line}`", line=shown(line_at(fault.lines, first)))
    return _error(fault, "yaml-indentation", (first, 1), words, hint, lead)


def _nothing_before_colon(fault: Fault) -> Problem | None:
    at = (fault.line, fault.column)
    return no_name(Place(fault.file, *at, at[0], at[1] + 1)) if _sign(fault, at) == ":" else None


def _wrong_column(fault: Fault) -> Problem | None:
    line = line_at(fault.lines, fault.line)
    if not line.strip() or line[: fault.column - 1].strip():
        return None
    at = (fault.line, fault.column)
    if any(fault.column == column for _, column in fault.groups):
        words = phrase("Items with a dash and names with a colon cannot stand in the same column.")
        hint = phrase("Move this line further right if it belongs to the line above, further left if it does not.")
        return _error(fault, "yaml-indentation", at, words, hint)
    if _sign(fault, fault.last[:2]) in {"|", ">"}:
        words = phrase("This line begins further left than the text above it, of which it seems to be part.")
        hint = phrase("Begin every line of that text in the same column as its first.")
        return _error(fault, "yaml-indentation", at, words, hint)
    words = phrase("This line begins in column {column}, where no line above it begins.", column=fault.column)
    return _error(fault, "yaml-indentation", at, words, _columns_that_fit(fault))


def _columns_that_fit(fault: Fault) -> Phrase:
    """The columns nearest on either side in which something above begins that is not finished."""
    below = {column: line_at(fault.lines, line)[column - 1 :] for line, column in fault.groups}
    left = max((column for column in below if column < fault.column), default=0)
    right = min((column for column in below if column > fault.column), default=0)
    column, other = left or right or 1, right if left else 0
    above = shown(below.get(column, line_at(fault.lines, 1)))
    if not other:
        return phrase("Begin it in column {column}, like `{above}`.", column=column, above=above)
    return phrase(
        "Begin it in column {column}, like `{above}`, or in column {other}, like `{beside}`.",
        column=column,
        above=above,
        other=other,
        beside=shown(below[other]),
    )


def _unknown(fault: Fault) -> Problem:
    words = phrase("From here on the file cannot be read.")
    hint = phrase(
        "Look at this line and the one above: a space after each colon and dash, quotation marks and brackets closed, "
        "lines that belong together beginning in the same column."
    )
    return _error(fault, "yaml-syntax", (fault.line, fault.column), words, hint)


_SUSPECTS: tuple[Callable[[Fault], Problem | None], ...] = (
    _tab,
    _strange_space,
    _open_quotes,
    _backslash,
    _cut_above,
    _after_closing,
    _special_sign,
    _colon_in_text,
    _swallowed_line,
    _line_without_colon,
    _open_bracket,
    _indented_start,
    _nothing_before_colon,
    _wrong_column,
)
