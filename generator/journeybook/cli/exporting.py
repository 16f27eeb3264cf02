"""`journeybook export`: the book, or one journey of it, in other formats, with a report of what they cannot hold."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from journeybook import files
from journeybook.cli.call import Call, pass_call, refuse_unreadable, shown
from journeybook.cli.crossing import FORM, told
from journeybook.convert import mermaid, sheet
from journeybook.model import Book, Journey
from journeybook.problem import Problem
from journeybook.words import phrase

Writer = Callable[[Book, Journey, str], tuple[str, list[Problem]]]


@click.group("export")
def export() -> None:
    """Let the book out in other formats. Says what they cannot hold, and where it stands."""


ONE = click.argument("journey", metavar="ID")
OUTPUT = click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write it into this file; else it is printed.",
)
IN = click.option("--language", help="Which of the book's languages; by default its first.")
FORCE = click.option("--force", is_flag=True, help="Overwrite what is there already.")


@export.command("mermaid")
@ONE
@OUTPUT
@FORCE
@IN
@FORM
@pass_call
def export_mermaid(call: Call, journey: str, output: Path | None, force: bool, language: str | None, form: str) -> None:
    """Show the journey ID as a user-journey diagram of mermaid; a feeling of −2 … +2 becomes a score of 1 … 5."""
    book = whole_book(call)
    text, problems = mermaid.diagram_text(book, one(call, book, journey), spoken(call, book, language))
    give_out(call, text, output, force)
    told(call, problems, form, call.root)


@export.command("sheet")
@click.argument("journeys", metavar="[ID]...", nargs=-1)
@OUTPUT
@FORCE
@IN
@FORM
@pass_call
def export_sheet(
    call: Call, /, journeys: tuple[str, ...], output: Path | None, force: bool, language: str | None, form: str
) -> None:
    """Write the journeys, or those named, as a sheet with one row a touchpoint: CSV, or Excel with -o NAME.xlsx.

    No cell of it can run as a formula, and `import sheet` reads it back.
    """
    book = whole_book(call)
    chosen = [one(call, book, name) for name in journeys] or list(book.journeys.values())
    rows, problems = sheet.rows(book, chosen, spoken(call, book, language))
    data: str | bytes = sheet.as_csv(rows)
    if output is not None and output.suffix.lower() == ".xlsx":
        data = sheet.workbook([(phrase("Journeys").say(call.language), sheet.as_table(rows))])
    give_out(call, data, output, force)
    told(call, problems, form, call.root)


def whole_book(call: Call) -> Book:
    """The book; ends the command where it has errors."""
    book, problems = call.book()
    refuse_unreadable(call, problems)
    return book


def one(call: Call, book: Book, name: str) -> Journey:
    """The journey of this id; ends the command where there is none."""
    journey = book.get(name)
    if not isinstance(journey, Journey):
        call.stop(phrase("There is no journey “{journey}” in this book.", journey=name))
    return journey


def spoken(call: Call, book: Book, wanted: str | None) -> str:
    """The language wanted, if the book speaks it; else its first."""
    if wanted and wanted not in book.languages:
        known = ", ".join(book.languages)
        call.stop(phrase("“{key}” is not a language of this book (it has: {known}).", key=wanted, known=known))
    return wanted or book.languages[0]


def give_out(call: Call, data: str | bytes, output: Path | None, force: bool) -> None:
    """Prints the data, or writes it into a file that is not there yet."""
    if output is None:
        click.echo(data, nl=False)
        return
    if output.exists() and not force:
        call.stop(phrase("{file} is there already; overwrite it with --force.", file=shown(output)), 1)
    files.write(output, data)
    call.say(phrase("Written: {names}", names=shown(output)))
