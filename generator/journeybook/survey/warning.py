"""What does not stop a pull, and yet should be known: results told twice, and answers that Git keeps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from journeybook import git
from journeybook.problem import Problem, Severity
from journeybook.words import phrase

if TYPE_CHECKING:
    from journeybook.model import Book, Metric, Result
    from journeybook.survey.table import Row

SAME = ("date", "period", "touchpoint", "place", "persona")


def told_twice(book: Book, metric: Metric, rows: Sequence[Row]) -> Iterator[Problem]:
    """Results that are typed in the metric's file and pulled as well."""
    beside = book.origins[metric.id].beside
    typed = metric.results[: beside.first] if beside else metric.results
    pulled = {tuple(row.get(name, "") for name in SAME) for row in rows}
    for number, result in enumerate(typed):
        if _same(result) in pulled:
            message = phrase("This result is pulled as well: it will count twice.")
            place = book.place(metric.id, "results", number)
            yield Problem("survey", Severity.WARNING, message, place, phrase("Delete it here."))


def kept_by_git(book: Book, root: Path, metric: Metric, files: Sequence[Path]) -> Iterator[Problem]:
    """Files with everybody's answers that Git would hand on with the book."""
    base = root.resolve()
    names = [path.relative_to(base).as_posix() for path in files if path.is_relative_to(base)]
    for name in git.kept(base, names):
        message = phrase("Git keeps {name}, and hands on everybody’s answers with the book.", name=name)
        hint = phrase("Take it out with: git rm --cached {name}; and write its folder into .gitignore.", name=name)
        yield Problem("survey", Severity.WARNING, message, book.place(metric.id, "survey", "source"), hint)


def _same(result: Result) -> tuple[str, ...]:
    when = (result.date.isoformat() if result.date else "", result.period.typed if result.period else "")
    return *when, result.touchpoint or "", result.place, result.persona or ""
