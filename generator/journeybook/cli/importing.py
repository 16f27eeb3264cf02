"""`journeybook import`: what people already have becomes files of the book, with a report of the crossing."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from journeybook import files
from journeybook.cli.call import Call, pass_call, refuse_unreadable, shown
from journeybook.cli.crossing import FORM, options, told
from journeybook.convert import cjml, mermaid, sheet
from journeybook.convert.draft import Draft
from journeybook.convert.encoding import decoded_text
from journeybook.convert.names import taken_ids
from journeybook.convert.personas import personas
from journeybook.convert.placing import placed
from journeybook.convert.report import refused, whole_file
from journeybook.convert.scores import Scale, scale_of
from journeybook.convert.wishes import Wishes
from journeybook.model import Book
from journeybook.problem import Problem, Severity
from journeybook.words import phrase

EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)
LISTED = 20  # files that are named
LARGEST = 20_000_000  # bytes of one file; a diagram of 100 tasks has about 5,000


@click.group("import")
def import_() -> None:
    """Bring in what you have: diagrams, sheets, personas. Says what was lost, and where."""


def _scale(context: click.Context, _: click.Parameter, typed: str | None) -> Scale | None:
    found = scale_of(typed) if typed else None
    if typed and found is None:
        message = phrase("“{typed}” is no scale. Write the worst, then the best: 1-5, -2..2, 0-10.", typed=typed)
        raise click.BadParameter(message.say(context.obj.language if context.obj else "en"))
    return found


FIELDS = phrase("Fields for --map:")
JOURNEY_OPTIONS = (
    click.option("--title", default="", help="The title of the journey."),
    click.option("--id", "own_id", default="", help="Its id, if not made from the title."),
    click.option("--persona", default="", help="Whose journey it is: a name or an id."),
    click.option("--scale", callback=_scale, help="What the scores mean, worst to best: 1-5, -2..2, 0-10, 6-1."),
    click.option("--sketch", is_flag=True, help="Write a first file for the persona as well."),
    click.option("--actors/--no-actors", default=True, help="Write the actors that the book lacks, or leave them out."),
)
WRITING_OPTIONS = (
    click.option("--dry-run", is_flag=True, help="Write nothing; show the files."),
    click.option("--force", is_flag=True, help="Overwrite what is there already."),
    FORM,
)


def wishes(given: dict[str, Any]) -> Wishes:
    """What the options of a journey say."""
    return Wishes(
        given["title"],
        given["own_id"],
        given["persona"],
        given["scale"],
        given["actors"],
        given["sketch"],
    )


@import_.command("mermaid", short_help="Bring in mermaid diagrams, .mmd or Markdown.")
@click.argument("paths", metavar="FILE...", nargs=-1, required=True, type=EXISTING)
@options(JOURNEY_OPTIONS, WRITING_OPTIONS)
@pass_call
def import_mermaid(call: Call, /, paths: tuple[Path, ...], **given: Any) -> None:
    """Bring in user-journey diagrams of mermaid: .mmd files, or every mermaid block of Markdown files.

    A score of 1 … 5 becomes a feeling of −2 … +2. Whatever mermaid would lose or refuse is read as it was meant where
    that is plain, and told of line by line.
    """
    book = readable(call)
    drafts, problems, wanted = list[Draft](), list[Problem](), wishes(given)
    taken = taken_ids(book)
    for path in paths:
        diagrams, found = _diagrams_of(call, path)
        problems += found
        for diagram in diagrams:
            made, told_ = mermaid.journey(book, diagram, wanted, taken, drafts)
            drafts += made
            problems += told_
    take_in(call, book, drafts, problems, given)


@import_.command(
    "sheet", short_help="Bring in a sheet, CSV or Excel.", epilog=f"{FIELDS.say('en')}\n\n{', '.join(sheet.FIELDS)}"
)
@click.argument("path", metavar="FILE", type=EXISTING)
@click.option("--sheet", "name", default="", help="Which sheet of the file; by default the first that is a map.")
@click.option("--map", "pairs", multiple=True, metavar="COLUMN=FIELD", help="What a column says, if it is not guessed.")
@options(JOURNEY_OPTIONS, WRITING_OPTIONS)
@pass_call
def import_sheet(call: Call, /, path: Path, name: str, pairs: tuple[str, ...], **given: Any) -> None:
    """Bring in a sheet, CSV or Excel: one row a touchpoint, or phases as columns with lanes as rows.

    Says how it reads the columns and the scale of the scores; --map, --sheet, --scale, --title and --persona correct
    it, --dry-run shows what would be written.
    """
    book = readable(call)
    grids, problems = _grids_of(call, path)
    chosen = _pairs(call, pairs)
    intake, told_ = sheet.one_of(book, grids, name, wishes(given), chosen)
    take_in(call, book, intake, [*problems, *told_], given)


@import_.command("cjml", short_help="Bring in journeys of CJML 2.0 (XML).")
@click.argument("path", metavar="FILE", type=EXISTING)
@options(JOURNEY_OPTIONS, WRITING_OPTIONS)
@pass_call
def import_cjml(call: Call, /, path: Path, **given: Any) -> None:
    """Bring in journeys of the Customer Journey Modelling Language (CJML 2.0, XML), planned ones and actual ones."""
    book = readable(call)
    drafts, problems = cjml.journeys(book, bytes_of(call, path), shown(path), wishes(given), taken_ids(book))
    take_in(call, book, drafts, problems, given)


@import_.command("personas", short_help="Bring in personas: YAML, JSON, Markdown.")
@click.argument("paths", metavar="FILE...", nargs=-1, required=True, type=EXISTING)
@click.option("--id", "own_id", default="", help="The id, where there is one persona; else it is made from the name.")
@options(WRITING_OPTIONS)
@pass_call
def import_personas(call: Call, /, paths: tuple[Path, ...], own_id: str, **given: Any) -> None:
    """Bring in personas from YAML, JSON or Markdown files: a list, entries by name, one a file, or front matter.

    Fields that a persona does not have are kept as fields of your own (x-…).
    """
    book = readable(call)
    drafts, problems = list[Draft](), list[Problem]()
    for path in paths:
        made, found = personas(book, bytes_of(call, path), shown(path), own_id)
        drafts += made
        problems += found
    take_in(call, book, drafts, problems, given)


def _pairs(call: Call, pairs: Sequence[str]) -> dict[str, str]:
    """The fields by the heads of their columns, as the caller says."""
    found = {}
    for pair in pairs:
        head, sign, field = pair.rpartition("=")
        if not sign or (field.strip() and field.strip() not in sheet.FIELDS):
            names = ", ".join(sheet.FIELDS)
            call.stop(phrase("“{pair}” is not COLUMN=FIELD. The fields: {names}.", pair=pair, names=names))
        found[head.strip()] = field.strip()
    return found


def _grids_of(call: Call, path: Path) -> tuple[list[sheet.Grid], list[Problem]]:
    data, file = bytes_of(call, path), shown(path)
    if sheet.is_workbook(data):
        return sheet.grids(data, file)
    grid, problems = sheet.csv_grid(data, file)
    return [grid] if grid else [], problems


def readable(call: Call) -> Book:
    """The book to bring things into; ends the command where it has errors, since ids could be given twice."""
    book, problems = call.book()
    refuse_unreadable(call, [problem for problem in problems if problem.rule != "unknown-reference"])
    return book


def _diagrams_of(call: Call, path: Path) -> tuple[list[mermaid.Diagram], list[Problem]]:
    text, problems = decoded_text(bytes_of(call, path), shown(path))
    diagrams, found = list[mermaid.Diagram](), mermaid.blocks(text, path.name)
    for block in found:
        made, more = mermaid.diagrams(block, shown(path))
        diagrams += made
        problems += more
    if not found:
        message = phrase("No block marked as mermaid stands in this file.")
        problems.append(refused("mermaid-empty", message, whole_file(shown(path))))
    return diagrams, problems


def bytes_of(call: Call, path: Path) -> bytes:
    """What stands in a file; ends the command where that is more than a map can be."""
    if path.stat().st_size > LARGEST:
        most = LARGEST // 1_000_000
        call.stop(phrase("{file} has more than {most} million bytes; it is not read.", file=shown(path), most=most))
    return path.read_bytes()


def take_in(call: Call, book: Book, drafts: Sequence[Draft], problems: list[Problem], given: dict[str, Any]) -> None:
    """Writes the files of the drafts, or shows them; tells of the crossing; ends with 1 where something is kept out."""
    intake = placed(book, drafts, given["force"])
    if given["dry_run"]:
        click.echo("\n".join(f"# {name}\n{text}" for name, text in intake.files.items()), nl=False)
    else:
        for name, text in intake.files.items():
            files.write(call.root / name, text)
    told(call, [*problems, *intake.problems], given["form"])
    if intake.files and not given["dry_run"] and given["form"] == "text":
        names = list(intake.files)
        call.say(phrase("Written: {names}", names=", ".join(names[:LISTED]) + (" …" if names[LISTED:] else "")))
    kept_out = [*problems, *intake.problems]
    sys.exit(1 if any(problem.severity is Severity.ERROR for problem in kept_out) else 0)
