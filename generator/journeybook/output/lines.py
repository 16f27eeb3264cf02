"""The lines of a book's files, and what identifies a problem while lines move."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from journeybook.load.text import text_of
from journeybook.problem import Problem

LINE_END = re.compile(r"\r\n|\r|\n")
"""What ends a line where places are counted; other signs that Python takes for line ends are words of an author."""
Lines = Callable[[str], Sequence[str]]


def source_lines(root: Path) -> Lines:
    """The lines of a file of the book, each file read once; none where it is empty or cannot be read."""
    known, text = dict[str, list[str]](), text_of(root)

    def lines(file: str) -> list[str]:
        if file not in known:
            words = text(file)
            known[file] = LINE_END.split(words) if words else []
        return known[file]

    return lines


def fingerprints(problems: Iterable[Problem], root: Path) -> list[str]:
    """For each problem 64 hexadecimal digits that stay the same when lines are added above, or texts translated.

    They come from the rule, the file and the words of the line; of several problems that agree in these, from their
    order too.
    """
    lines, seen = source_lines(root), Counter[tuple[str, ...]]()
    found = []
    for problem in problems:
        listed = lines(problem.place.file)
        words = listed[problem.place.line - 1].strip() if problem.place.line <= len(listed) else ""
        key = (problem.rule, problem.place.file, words)
        seen[key] += 1
        found.append(hashlib.sha256("\0".join((*key, str(seen[key]))).encode()).hexdigest())
    return found


def from_repository(root: Path) -> str:
    """The way from the repository’s root down to the book, with `/` behind it; empty where they are one, or unknown."""
    whole = root.resolve()
    above = next((folder for folder in (whole, *whole.parents) if (folder / ".git").exists()), whole)
    way = whole.relative_to(above).as_posix()
    return "" if way == "." else f"{way}/"
