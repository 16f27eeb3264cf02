"""How import and export tell of their crossing: to people on stderr, to programs as JSON in the same place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from journeybook.cli.call import Call
from journeybook.output import problems as problem_output
from journeybook.problem import SEVERITIES, Problem, Severity
from journeybook.words import phrase

FORM = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="How to report what was lost (stderr).",
)


def options(*groups: Sequence[Callable[[Any], Any]]) -> Callable[[Any], Any]:
    """Gives a command the options of these groups."""

    def give(command: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed([option for group in groups for option in group]):
            command = option(command)
        return command

    return give


def told(call: Call, problems: Sequence[Problem], form: str, root: Path | None = None) -> None:
    """The report of a crossing: of what came in with the lines it stood on, of what goes out one line a loss.

    What goes out has its places in the book at `root`; what stood in the cells of a sheet is named by its cell. People
    are told of the first place of each loss, programs of all. Asked to be quiet, it tells only of what was kept out.
    """
    if form == "json":
        click.echo(problem_output.as_json(problems, call.language, root or Path.cwd()), err=True, nl=False)
        return
    heard = [each for each in problems if not call.quiet or each.severity is Severity.ERROR]
    if not heard:
        call.say(phrase("Nothing was lost."))
    elif root is not None or any(each.rule.startswith("sheet-") for each in heard):
        for each in heard:
            call.show(_line(each, call.language, cells=root is None) + "\n", err=True)
    else:
        brief = [replace(problem, others=()) for problem in heard]
        call.show(problem_output.text(brief, call.language, Path.cwd()), err=True)


def _line(problem: Problem, language: str, cells: bool) -> str:
    """A problem in one line, and its hint in another; the place is a line of the book, or a cell."""
    place = problem.place
    where = f"{_letters(place.column)}{place.line}" if cells else f"{place.line}"
    word = SEVERITIES[problem.severity].say(language)
    told_ = f"{place.file}:{where}: {word}: {problem.message.say(language)}"
    return f"{told_}\n      → {problem.hint.say(language)}" if problem.hint else told_


def _letters(column: int) -> str:
    """The name of a column as spreadsheets have it: A to Z, then AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
