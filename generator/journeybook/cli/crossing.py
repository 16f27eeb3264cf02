"""How import and export tell of their crossing: to people on stderr, to programs as JSON in the same place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from journeybook.cli.call import Call
from journeybook.output import problems as problem_output
from journeybook.problem import Problem, Severity
from journeybook.words import phrase

FORM = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="How to report what was lost (stderr).",
)


def told(call: Call, problems: Sequence[Problem], form: str, root: Path | None = None) -> None:
    """The report of a crossing: of what came in with the lines it stood on, of what goes out one line a loss.

    What goes out has its places in the book at `root`. People are told of the first place of each loss, programs of
    all. Asked to be quiet, it tells only of what was kept out.
    """
    if form == "json":
        click.echo(problem_output.as_json(problems, call.language, root or Path.cwd()), err=True, nl=False)
        return
    heard = [each for each in problems if not call.quiet or each.severity is Severity.ERROR]
    if not heard:
        call.say(phrase("Nothing was lost."))
    elif root is None:
        brief = [replace(problem, others=()) for problem in heard]
        click.echo(problem_output.text(brief, call.language, Path.cwd()), err=True, nl=False)
    else:
        for each in heard:
            click.echo(f"{each.place.file}:{each.place.line}: {each.message.say(call.language)}", err=True)
