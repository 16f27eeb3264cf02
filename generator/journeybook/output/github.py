"""Problems as GitHub's workflow commands: each is shown at its line of the pull request."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from journeybook.output.lines import from_repository
from journeybook.problem import Problem, Severity

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "notice"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def as_github(problems: Sequence[Problem], language: str, root: Path) -> str:
    """One command a line; paths count from the repository's root."""
    above = from_repository(root)
    return "".join(f"{_command(problem, language, above)}\n" for problem in problems)


def _command(problem: Problem, language: str, above: str) -> str:
    place = problem.place
    properties: dict[str, object] = {"file": f"{above}{place.file}", "line": place.line, "endLine": place.end_line}
    if place.line == place.end_line:  # GitHub takes columns only of a single line, and counts the last one in
        properties |= {"col": place.column, "endColumn": max(place.column, place.end_column - 1)}
    properties["title"] = problem.rule
    told = ",".join(f"{name}={str(value).translate(_PROPERTY)}" for name, value in properties.items())
    words = [problem.message.say(language), *([problem.hint.say(language)] if problem.hint else [])]
    return f"::{COMMANDS[problem.severity]} {told}::{chr(10).join(words).translate(_DATA)}"
