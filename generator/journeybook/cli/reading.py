"""Commands that read a book and tell of it: check, measure."""

from __future__ import annotations

import sys

import click

from journeybook.cli.call import Call, pass_call, refuse_unreadable
from journeybook.cli.tidying import fix
from journeybook.output import measures as measure_output
from journeybook.output import problems as problem_output
from journeybook.problem import Severity
from journeybook.words import phrase


@click.command()
@click.option(
    "--format", "form", type=click.Choice(sorted(problem_output.FORMATS)), default="text", help="How to show problems."
)
@click.option(
    "--fail-on", type=click.Choice(["error", "warning", "advice"]), default="error", help="What makes the command fail."
)
@click.option("--fix", "mend", is_flag=True, help="First change what is safe: former ids, ids that come from titles.")
@pass_call
def check(call: Call, form: str, fail_on: str, mend: bool) -> None:
    """Tell what is wrong with the book, where, and what to type instead."""
    if mend:
        fix(call)
    _, problems = call.book()
    click.echo(problem_output.FORMATS[form](problems, call.language, call.root), nl=False)
    grave = list(Severity)[: list(Severity).index(Severity(fail_on)) + 1]
    sys.exit(1 if any(problem.severity in grave for problem in problems) else 0)


@click.command()
@click.argument("thing", required=False, metavar="[ID]")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", help="How to show the figures."
)
@pass_call
def measure(call: Call, thing: str | None, form: str) -> None:
    """Show the figures of the book, or of one journey, promise, persona or metric, with formula, inputs and n."""
    book, problems = call.book()
    refuse_unreadable(call, problems)
    if thing is not None and book.get(thing) is None:
        call.stop(phrase("There is no “{thing}” in this book.", thing=thing), 2)
    click.echo(measure_output.shown(book, thing, form, call.language), nl=False)
