"""Where reading had to stop: what the parser said, and how the lines look, become one problem in plain words."""

from __future__ import annotations

from collections.abc import Callable

from journeybook.problem import Problem
from journeybook.source import indentation, items, signs
from journeybook.source.fault import Fault, error_at
from journeybook.words import phrase

_SUSPECTS: tuple[Callable[[Fault], Problem | None], ...] = (
    indentation.tab,
    indentation.strange_space,
    signs.open_quotes,
    signs.backslash,
    signs.cut_above,
    signs.after_closing,
    signs.lone_bracket,
    signs.special_sign,
    signs.colon_in_text,
    items.first_without_hyphen,
    indentation.swallowed_line,
    indentation.line_without_colon,
    signs.open_bracket,
    indentation.indented_start,
    indentation.nothing_before_colon,
    indentation.wrong_column,
)
"""Each looks at the fault for one kind of mistake; the surest come first."""


def problem_of(fault: Fault) -> Problem:
    """The one problem that explains why reading stopped, by the first suspect that fits."""
    found = (suspect(fault) for suspect in _SUSPECTS)
    return next((problem for problem in found if problem), _unknown(fault))


def _unknown(fault: Fault) -> Problem:
    words = phrase("From here on the file cannot be read.")
    hint = phrase(
        "Look at this line and the one above: a space after each colon and dash, quotation marks and brackets closed, "
        "lines that belong together beginning in the same column."
    )
    return error_at(fault, "yaml-syntax", (fault.line, fault.column), words, hint)
