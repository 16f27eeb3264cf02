"""`journeybook export`: the book, or one journey of it, in other formats, with a report of what they cannot hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click

from journeybook import files
from journeybook.cli.call import AUDIENCE, Call, pass_call, shown
from journeybook.cli.crossing import FORM, options, told
from journeybook.convert import cjml, mermaid, sheet
from journeybook.convert.book_json import book_json
from journeybook.convert.markdown import journey_markdown
from journeybook.convert.ujg import BASE, ujg_text
from journeybook.model import Book, Journey
from journeybook.problem import Problem
from journeybook.words import phrase

OUTPUT = (
    click.option(
        "-o",
        "--output",
        type=click.Path(dir_okay=False, path_type=Path),
        help="Write it into this file; else it is printed.",
    ),
    click.option("--force", is_flag=True, help="Overwrite what is there already."),
    FORM,
    AUDIENCE,
)
LANGUAGE = (click.option("--language", help="Which of the book's languages; by default its first."),)
ONE = click.argument("journey", metavar="ID")


_Writer = Callable[[Book, Sequence[Journey], str], tuple[str, list[Problem]]]


@click.group("export")
def export() -> None:
    """Let the book out in other formats. Says what they cannot hold, and where it stands."""


@export.command("mermaid", short_help="One journey as a mermaid diagram.")
@ONE
@options(OUTPUT, LANGUAGE)
@pass_call
def export_mermaid(call: Call, /, journey: str, **given: Any) -> None:
    """Write the journey ID as a user-journey diagram of mermaid; a feeling of −2 … +2 becomes a score of 1 … 5."""
    _journey_out(call, journey, given, mermaid.diagram_text)


@export.command("sheet", short_help="Journeys as a sheet, CSV or Excel.")
@click.argument("journeys", metavar="[ID]...", nargs=-1)
@options(OUTPUT, LANGUAGE)
@pass_call
def export_sheet(call: Call, /, journeys: tuple[str, ...], **given: Any) -> None:
    """Write the journeys, or those named, as a sheet with one row a touchpoint: CSV, or Excel with -o NAME.xlsx.

    No cell of it can run as a formula, and `import sheet` reads it back.
    """
    book = call.readable(given["audience"])
    chosen = [one(call, book, name) for name in journeys] or list(book.journeys.values())
    rows, problems = sheet.rows(book, chosen, spoken(call, book, given["language"]))
    output = given["output"]
    data: str | bytes = sheet.as_csv(rows)
    if output is not None and output.suffix.lower() == ".xlsx":
        data = sheet.workbook([(phrase("Journeys").say(call.language), sheet.as_table(rows))])
    give_out(call, data, problems, given)


@export.command("cjml", short_help="Journeys in CJML 2.0 (XML).")
@click.argument("journeys", metavar="[ID]...", nargs=-1)
@options(OUTPUT, LANGUAGE)
@pass_call
def export_cjml(call: Call, /, journeys: tuple[str, ...], **given: Any) -> None:
    """Write the journeys, or those named, in the Customer Journey Modelling Language (CJML 2.0, XML).

    A journey as it is to be becomes a planned one, one as it is an actual one.
    """
    _journeys_out(call, journeys, given, cjml.cjml_text)


@export.command("ujg", short_help="Journeys as a User Journey Graph (JSON-LD).")
@click.argument("journeys", metavar="[ID]...", nargs=-1)
@click.option("--base", default=BASE, show_default=True, help="What the ids begin with: an address of yours.")
@options(OUTPUT, LANGUAGE)
@pass_call
def export_ujg(call: Call, /, journeys: tuple[str, ...], base: str, **given: Any) -> None:
    """Write the journeys, or those named, as a User Journey Graph (JSON-LD, a draft of a W3C community group)."""
    _journeys_out(call, journeys, given, partial(ujg_text, base=base))


@export.command("markdown", short_help="One journey as a Markdown text.")
@ONE
@options(OUTPUT, LANGUAGE)
@pass_call
def export_markdown(call: Call, /, journey: str, **given: Any) -> None:
    """Write the journey ID as one Markdown file, to read, to send, or to hand to another program."""
    _journey_out(call, journey, given, journey_markdown)


@export.command("json", short_help="The whole book as JSON.")
@options(OUTPUT)
@pass_call
def export_json(call: Call, /, **given: Any) -> None:
    """Write the whole book as JSON, in all its languages; its schema: journeybook schema export."""
    book = call.readable(given["audience"])
    give_out(call, book_json(book), (), given)


def _journey_out(
    call: Call, name: str, given: dict[str, Any], written: Callable[[Book, Journey, str], tuple[str, list[Problem]]]
) -> None:
    """Gives out one journey in a format of texts."""
    book = call.readable(given["audience"])
    text, problems = written(book, one(call, book, name), spoken(call, book, given["language"]))
    give_out(call, text, problems, given)


def _journeys_out(call: Call, names: Sequence[str], given: dict[str, Any], written: _Writer) -> None:
    """Gives out several journeys, or all, in one text."""
    book = call.readable(given["audience"])
    chosen = [one(call, book, name) for name in names] or list(book.journeys.values())
    text, problems = written(book, chosen, spoken(call, book, given["language"]))
    give_out(call, text, problems, given)


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


def give_out(call: Call, data: str | bytes, problems: Sequence[Problem], given: dict[str, Any]) -> None:
    """Prints the data, or writes it into a file that is not there yet; then tells what is not in it."""
    output = given["output"]
    if output is None:
        click.echo(data, nl=False)
    elif output.exists() and not given["force"]:
        call.stop(phrase("{file} is there already; overwrite it with --force.", file=shown(output)), 1)
    else:
        files.hand_over(output, data)
    told(call, problems, given["form"], call.root)
    if output is not None and given["form"] == "text":
        call.say(phrase("Written: {names}", names=shown(output)))
