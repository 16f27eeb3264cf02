"""Words for a terminal and for the log of a CI: nothing in them moves, and nothing that somebody typed is a command."""

from __future__ import annotations

import re

from journeybook.output.excerpt import UNSEEN

_MOVES = re.compile(
    r"(?!\x1b\[[0-9;]*m)[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"  # our own colours stay
)
_BEGINS = re.compile(r"^((?:[^\S\n]|\x1b\[[0-9;]*m)*)(?=::)", re.MULTILINE)
"""Where GitHub would read a command: `::error::`, behind any blanks, and behind colours, which no log gets."""
_ANYWHERE = re.compile(r"#(?=#(?:vso)?\[)")
"""Where Azure would, and GitHub in former times: `##vso[…]` and `##[…]`, wherever they stand in a line."""
_NOTHING = "\u200b"


def harmless(text: str) -> str:
    """The text without signs that a terminal would obey, and no command of a CI."""
    return no_command(_MOVES.sub(UNSEEN, text))


def no_command(text: str) -> str:
    """The text with a sign in it that nobody sees, wherever a command would begin."""
    return _ANYWHERE.sub(f"#{_NOTHING}", _BEGINS.sub(rf"\1{_NOTHING}", text))
