"""The lines between `---` above a diagram: its title may stand there; looks stay behind."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from journeybook.convert.report import guessed, line_of
from journeybook.problem import Problem, Severity
from journeybook.source import Mapping, read
from journeybook.words import phrase

LARGEST = 400  # lines; nobody writes so many above a diagram


def split_front_matter(lines: Sequence[str], file: str, first: int) -> tuple[str, int, list[Problem]]:
    """The title above a diagram, where the diagram begins, and what could not be read; `first` is the first line."""
    begin = next((number for number, line in enumerate(lines) if line.strip("\ufeff \t")), len(lines))
    if begin == len(lines) or lines[begin].strip("\ufeff \t") != "---":
        return "", 0, []
    bodies = range(begin + 1, min(len(lines), begin + LARGEST))
    end = next((number for number in bodies if lines[number].strip() == "---"), None)
    if end is None:
        return "", begin + 1, []
    value, problems = read("\n".join(lines[begin + 1 : end]).encode("utf-8", "replace"), file)
    title = value.get("title") if isinstance(value, Mapping) else None
    told = [_told(problem, first + begin) for problem in problems if problem.severity is Severity.ERROR]
    if isinstance(value, Mapping) and set(value) - {"title"}:
        message = phrase("Colours and other looks are left behind: a book has its own.")
        told.append(guessed("mermaid-look", message, line_of(file, first + begin)))
    return title.strip() if isinstance(title, str) else "", end + 1, told


def _told(problem: Problem, shift: int) -> Problem:
    place = problem.place
    moved = replace(place, line=place.line + shift, end_line=place.end_line + shift)
    return Problem(problem.rule, Severity.WARNING, problem.message, moved, problem.hint)
