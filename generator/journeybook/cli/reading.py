"""Commands that read a book and tell of it: check, measure."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click
from msgspec.structs import replace

from journeybook import git, rules
from journeybook.cli.call import AUDIENCE, Call, pass_call, real
from journeybook.cli.tidying import fix, root_of
from journeybook.load import Folder
from journeybook.load.text import text_of
from journeybook.model import Book
from journeybook.output import measures as measure_output
from journeybook.output import problems as problem_output
from journeybook.problem import Place, Problem, Severity
from journeybook.rules.silence import silence
from journeybook.site.settings import unfit_settings
from journeybook.words import phrase


@click.command()
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(sorted(problem_output.FORMATS)),
    help="How to show problems; text, or what the CI it runs in understands.",
)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write them into this file.")
@click.option(
    "--fail-on", type=click.Choice(["error", "warning", "advice"]), default="error", help="What makes the command fail."
)
@click.option("--changed-since", "base", help="Only what stands in lines changed since this revision of Git.")
@click.option("--fix", "mend", is_flag=True, help="First change what is safe: former ids, ids that come from titles.")
@pass_call
def check(  # noqa: PLR0913 - each is an option of the command
    call: Call,
    paths: tuple[Path, ...],
    form: str | None,
    output: Path | None,
    fail_on: str,
    base: str | None,
    mend: bool,
) -> None:
    """Tell what is wrong with the book, where, and what to type instead.

    With PATH only what stands in these files and folders; all of the book is read all the same.
    """
    call = replace(call, root=root_of(call, paths))
    if mend:
        fix(call)
    book, told = call.book()
    problems = _in_changed_lines(call, base, _at(call, paths, _found(call, book, told)))
    form = form or _form(output)
    shown = problem_output.FORMATS[form](problems, call.language, call.root)
    if output is not None:
        call.put(output, click.unstyle(shown))
        call.say(phrase("{summary}", summary=problem_output.summary(problems, call.language)))
    else:
        call.show(shown, form)
    if why := silence(book, told):
        call.say(why)
    grave = list(Severity)[: list(Severity).index(Severity(fail_on)) + 1]
    sys.exit(1 if any(problem.severity in grave for problem in problems) else 0)


def _found(call: Call, book: Book, told: Sequence[Problem]) -> list[Problem]:
    """What is wrong with the book and with the settings of its site, by place."""
    found = [*unfit_settings(Folder(call.root)), *rules.checked(book, told, text_of(call.root))]
    return sorted(found, key=lambda problem: problem.place)


def _at(call: Call, paths: tuple[Path, ...], problems: Sequence[Problem]) -> Sequence[Problem]:
    """The problems of these files and folders; all where none is named."""
    wanted = [real(path) for path in paths]
    files_of = {problem.place.file: real(call.root / problem.place.file) for problem in problems if wanted}
    return [p for p in problems if not wanted or any(files_of[p.place.file].is_relative_to(each) for each in wanted)]


def _in_changed_lines(call: Call, base: str | None, problems: Sequence[Problem]) -> Sequence[Problem]:
    """The problems that stand in lines changed since a revision."""
    if base is None:
        return problems
    commit = git.commit_of(call.root, base)
    if not commit:
        call.stop(phrase("“{name}” is no revision that Git knows here (a branch, a tag, a commit).", name=base))
    lines = git.changed_lines(call.root, commit)
    return [problem for problem in problems if _touches(problem.place, lines)]


def _touches(place: Place, lines: git.Lines) -> bool:
    return any(first <= place.end_line and place.line <= last for first, last in lines.get(place.file, ()))


def _form(output: Path | None) -> str:
    """The format that the CI we run in understands; GitLab's is a report in a file, not what stands in its log."""
    if os.environ.get("GITHUB_ACTIONS") == "true":
        return "github"
    return "gitlab" if output and os.environ.get("GITLAB_CI") == "true" else "text"


@click.command()
@click.argument("thing", required=False, metavar="[ID]")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", help="How to show the figures."
)
@AUDIENCE
@pass_call
def measure(call: Call, thing: str | None, form: str, audience: str | None) -> None:
    """Show the figures of the book, or of one journey, promise, persona or metric, with formula, inputs and n."""
    book = call.readable(audience)
    if thing is not None and book.get(thing) is None:
        call.stop(phrase("There is no “{thing}” in this book.", thing=thing), 2)
    call.show(measure_output.shown(book, thing, form, call.language), form)
