"""The command: reads arguments, prints, sets the exit code. 0 good, 1 problems, 2 usage, 3 our own mistake."""

from __future__ import annotations

import locale
import os
import sys
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from journeybook import __version__
from journeybook.load import day_of, load
from journeybook.model import Book
from journeybook.output import measures as measure_output
from journeybook.output import problems as problem_output
from journeybook.problem import Problem, Severity
from journeybook.words import Phrase, phrase

SETTINGS = "content/book.yml"
_SPOKEN = {"en", *(path.stem for path in Path(__file__).with_name("locale").glob("*.po"))}


@dataclass(frozen=True, slots=True)
class Call:
    """What every command knows: the folder, the reader's language, the day, how much to say."""

    root: Path
    language: str
    as_of: date | None
    quiet: bool

    def say(self, message: Phrase) -> None:
        """Chatter, to stderr, unless asked to be quiet."""
        if not self.quiet:
            click.echo(message.say(self.language), err=True)

    def stop(self, message: Phrase, code: int = 2) -> None:
        """Ends the command with a sentence and an exit code."""
        click.echo(message.say(self.language), err=True)
        sys.exit(code)

    def book(self) -> tuple[Book, tuple[Problem, ...]]:
        """The book in the folder and what is wrong with it."""
        if not (self.root / SETTINGS).is_file():
            self.stop(
                phrase("Here is no book: {file} is missing. Make one with: journeybook new book NAME", file=SETTINGS)
            )
        return load(self.root, day_of(self.root, self.as_of))


pass_call = click.make_pass_decorator(Call)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "-C", "--root", type=click.Path(exists=True, file_okay=False, path_type=Path), help="The folder of the book."
)
@click.option("--language", help="The language of messages: en, pl. By default that of your system.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The day from which ages are counted.")
@click.option("-q", "--quiet", is_flag=True, help="Say only what was asked for.")
@click.version_option(__version__, "--version")
@click.pass_context
def command(context: click.Context, root: Path | None, language: str | None, as_of: object, quiet: bool) -> None:
    """Journeys as code: YAML in a folder becomes a checked book of journeys and promises, and a site."""
    day = as_of.date() if hasattr(as_of, "date") else None
    context.obj = Call(root or _found_root(Path.cwd()), _language(language), day, quiet)


@command.command()
@click.option(
    "--format", "form", type=click.Choice(sorted(problem_output.FORMATS)), default="text", help="How to show problems."
)
@click.option(
    "--fail-on", type=click.Choice(["error", "warning", "advice"]), default="error", help="What makes the command fail."
)
@pass_call
def check(call: Call, form: str, fail_on: str) -> None:
    """Tell what is wrong with the book, where, and what to type instead."""
    _, problems = call.book()
    click.echo(problem_output.FORMATS[form](problems, call.language, call.root), nl=False)
    grave = list(Severity)[: list(Severity).index(Severity(fail_on)) + 1]
    sys.exit(1 if any(problem.severity in grave for problem in problems) else 0)


@command.command()
@click.argument("thing", required=False, metavar="[ID]")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", help="How to show the figures."
)
@pass_call
def measure(call: Call, thing: str | None, form: str) -> None:
    """Show the figures of the book, or of one journey, promise, persona or metric, with formula, inputs and n."""
    book, problems = call.book()
    _refuse_unreadable(call, problems)
    if thing is not None and book.get(thing) is None:
        call.stop(phrase("There is no “{thing}” in this book.", thing=thing), 2)
    click.echo(measure_output.shown(book, thing, form, call.language), nl=False)


@command.command()
@click.option(
    "-o", "--output", type=click.Path(file_okay=False, path_type=Path), help="Where the site goes; site/ by default."
)
@pass_call
def build(call: Call, output: Path | None) -> None:
    """Build the site; what was published before stays whole if the book cannot be read."""
    from journeybook.site import builder

    problems = builder.build(call.root, output or call.root / "site", as_of=call.as_of)
    _refuse_unreadable(call, problems)
    place = (output or call.root / "site") / "index.html"
    call.say(phrase("The site is ready: open {place}, or run: journeybook serve", place=_shown(place)))


@command.command()
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where the browser finds it.")
@pass_call
def serve(call: Call, address: str) -> None:
    """Show the site in the browser, and every edit as soon as it is saved."""
    from journeybook.site import builder

    builder.serve(call.root, address)


@command.group()
def new() -> None:
    """Write first files."""


@new.command("book")
@click.argument("folder", type=click.Path(path_type=Path))
@pass_call
def new_book(call: Call, folder: Path) -> None:
    """Write a small book that builds, to be changed into your own."""
    from journeybook import new as first_files

    problem = first_files.book(folder)
    if problem is not None:
        call.stop(problem, 1)
    call.say(
        phrase("A first book stands in {folder}. Look at it with: journeybook -C {folder} serve", folder=_shown(folder))
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs the command; our own mistakes end with a report to paste and exit code 3, never with a bare traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        command.main(arguments, prog_name="journeybook", color=_colour())
    except Exception:  # noqa: BLE001 - the last line of defence: say that it is our fault, and how to report it
        click.echo(_report(), err=True)
        sys.exit(3)


def _refuse_unreadable(call: Call, problems: Sequence[Problem]) -> None:
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if errors:
        click.echo(problem_output.text(errors, call.language, call.root), err=True, nl=False)
        sys.exit(1)


def _found_root(start: Path) -> Path:
    """The nearest folder above that holds a book; the start itself where none does."""
    return next((folder for folder in (start, *start.parents) if (folder / SETTINGS).is_file()), start)


def _language(asked: str | None) -> str:
    words = asked or os.environ.get("JOURNEYBOOK_LANGUAGE") or locale.getlocale()[0] or os.environ.get("LANG") or "en"
    code = words.replace("-", "_").partition("_")[0].lower()
    return code if code in _SPOKEN else "en"


def _colour() -> bool | None:
    if os.environ.get("NO_COLOR"):
        return False
    return True if os.environ.get("FORCE_COLOR") else None


def _shown(path: Path) -> str:
    """A path as its reader would type it: from here where that is shorter."""
    whole = path.resolve()
    return str(whole.relative_to(Path.cwd())) if whole.is_relative_to(Path.cwd()) else str(whole)


def _report() -> str:
    last = traceback.format_exc().strip()
    return (
        f"journeybook {__version__} made a mistake of its own; nothing was published.\n"
        f"Please report what stands below, with the file you were editing.\n\n{last}"
    )
