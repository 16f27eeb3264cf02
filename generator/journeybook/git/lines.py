"""Which lines of a book's files have changed since a commit, what is not committed yet included."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from journeybook.git.asking import ask

Lines = Mapping[str, tuple[tuple[int, int], ...]]
"""First and last changed line of each stretch, by the file's path from the root."""

_FILE = re.compile(r"^\+\+\+ (?:/dev/null|b/(.*?))\t?$")
_HUNK = re.compile(r"^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@")
_WHOLE = (1, 1 << 30)


def changed_lines(root: Path, commit: str) -> Lines:
    """The lines that are not as in the commit; where lines were only taken out, the line behind them."""
    words = ("-c", "core.quotePath=false", "diff", "--no-color", "--no-ext-diff", "--no-renames", "-U0", "--relative")
    found: dict[str, list[tuple[int, int]]] = {}
    file = ""
    for line in ask(root, *words, "--src-prefix=a/", "--dst-prefix=b/", commit, "--").splitlines():
        if named := _FILE.match(line):
            file = named[1] or ""
        elif file and (hunk := _HUNK.match(line)):
            first, count = int(hunk[1]), int(hunk[2] or 1)
            found.setdefault(file, []).append((max(first, 1), first + max(count - 1, 0) + (count == 0)))
    new = ask(root, "ls-files", "-z", "--others", "--exclude-standard").split("\0")
    return {name: tuple(stretches) for name, stretches in found.items()} | {name: (_WHOLE,) for name in new if name}
