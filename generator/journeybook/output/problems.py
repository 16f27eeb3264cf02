"""Problems as text for people and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from journeybook.output.excerpt import excerpt, in_line
from journeybook.output.github import as_github
from journeybook.output.gitlab import as_gitlab
from journeybook.output.harmless import harmless
from journeybook.output.lines import Lines, source_lines
from journeybook.output.sarif import as_sarif
from journeybook.problem import SEVERITIES, Place, Problem, Severity, tally
from journeybook.words import phrase

COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.ADVICE: "blue"}


def text(problems: Sequence[Problem], language: str, root: Path) -> str:
    """Every problem with its line of the file, a caret, and what to type instead; then how many there are."""
    lines = source_lines(root)
    blocks = [_block(problem, language, lines) for problem in problems]
    return "\n\n".join([*blocks, summary(problems, language)]) + "\n"


def as_json(problems: Iterable[Problem], language: str, root: Path) -> str:
    """A list under `problems`: rule, severity, file, line, column, end_line, end_column, message, hint, others.

    Lines and columns count from 1, the end not included; `message` and `hint` speak the reader's language, all else
    is the same in every language. `others` are related places, each with its message. `journeybook schema problems`
    prints its JSON Schema.
    """
    return (
        json.dumps({"format": 1, "problems": [record(p, language) for p in problems]}, ensure_ascii=False, indent=2)
        + "\n"
    )


FORMATS: Mapping[str, Callable[[Sequence[Problem], str, Path], str]] = {
    "text": text,
    "json": as_json,
    "github": as_github,
    "gitlab": as_gitlab,
    "sarif": as_sarif,
}


def summary(problems: Iterable[Problem], language: str) -> str:
    """How many errors, warnings and pieces of advice there are, in one line."""
    shown = [each.say(language) for each in tally(problems)]
    return ", ".join(shown) if shown else phrase("No problems found.").say(language)


def _block(problem: Problem, language: str, lines: Lines) -> str:
    place, colour = problem.place, COLOURS[problem.severity]
    where = click.style(f"{in_line(place.file)}:{place.line}:{place.column}", bold=True)
    word = click.style(SEVERITIES[problem.severity].say(language), fg=colour, bold=True)
    message, rule = in_line(problem.message.say(language)), click.style(f"[{problem.rule}]", dim=True)
    told = [f"{where}: {word}: {message} {rule}"]
    told += _excerpt(place, lines(place.file), colour)
    if problem.hint:
        told.append(f"      {click.style('→', fg='green', bold=True)} {_hint(problem.hint.say(language))}")
    told += [
        f"      {in_line(other.file)}:{other.line}: {in_line(message.say(language))}"
        for other, message in problem.others
    ]
    return "\n".join(told)


def _hint(text: str) -> str:
    """What to type, perhaps on several lines; none of them is a command to the CI that reads the log (`::error::`)."""
    return "\n".join(harmless(in_line(line)) for line in text.split("\n"))


def _excerpt(place: Place, lines: Sequence[str], colour: str) -> list[str]:
    """The line a problem stands on, with carets below what is meant; nothing for a whole file."""
    if place.line > len(lines) or (place.line, place.end_column) == (1, 1):
        return []
    line = lines[place.line - 1]
    end = place.end_column if place.end_line == place.line else len(line) + 1
    shown, carets = excerpt(line, place.column - 1, end - 1)
    number = str(place.line).rjust(4)
    indent = len(carets) - len(carets.lstrip(" "))
    return [f"{number} | {shown}", f"     | {carets[:indent]}{click.style(carets[indent:], fg=colour)}"]


def record(problem: Problem, language: str) -> dict[str, Any]:
    """One problem as JSON has it."""
    others = [{**_place(place), "message": message.say(language)} for place, message in problem.others]
    return {
        "rule": problem.rule,
        "severity": problem.severity.value,
        **_place(problem.place),
        "message": problem.message.say(language),
        "hint": problem.hint.say(language) if problem.hint else None,
        "others": others,
    }


def _place(place: Place) -> dict[str, Any]:
    return {
        "file": place.file, "line": place.line, "column": place.column,
        "end_line": place.end_line, "end_column": place.end_column,
    }  # fmt: skip
