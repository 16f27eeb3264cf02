"""`journeybook schema`: what editors and other programs need to know of the format."""

from __future__ import annotations

from pathlib import Path

import click

from journeybook import files
from journeybook.cli.call import LANGUAGE, SETTINGS, Call, pass_call, shown
from journeybook.convert.book_json import EXPORT, book_schema
from journeybook.model.schema import FILES, Schema
from journeybook.output.report_schema import REPORT, report_schema
from journeybook.output.review.as_json import REVIEW, SCHEMA
from journeybook.output.schemas import as_json, schema_files, schemas
from journeybook.words import phrases


@click.command("schema")
@click.argument("kind", required=False, type=click.Choice([*FILES, REPORT, EXPORT, REVIEW]))
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path), help="Write them into this folder.")
@LANGUAGE(help="The language of the descriptions. By default that of messages.")
@click.option(
    "--ids", "with_ids", is_flag=True, help="Offer the ids of this book as well; write them anew when it grows."
)
@pass_call
def schema_(call: Call, kind: str | None, output: Path | None, language: str | None, with_ids: bool) -> None:
    """Print the JSON Schema of a KIND of file, or of all by kind; with -o write each to KIND.json.

    Three kinds are no files of a book: “problems” is what journeybook check --format json prints, “export” what
    journeybook export json does, “review” what journeybook review --format json does.
    """
    spoken = language or call.language
    book = call.book()[0] if (call.root / SETTINGS).is_file() else None
    if output is None:
        found = schemas(spoken, book, with_ids)
        one = {**found, **_printed(spoken)}
        click.echo(as_json(one[kind] if kind else found), nl=False)
        return
    wanted = schema_files(spoken, book, with_ids)
    wanted |= {f"{name}.json": as_json(each) for name, each in _printed(spoken).items() if name == kind}
    names = [f"{kind}.json"] if kind else list(wanted)
    written = sum(files.write(output / name, wanted[name]) for name in names)
    call.say(
        phrases(
            "{count} schema written to {folder}", "{count} schemas written to {folder}", written, folder=shown(output)
        )
    )


def _printed(language: str) -> dict[str, Schema]:
    """The schemas of what commands print."""
    return {REPORT: report_schema(language), EXPORT: book_schema(language), REVIEW: SCHEMA}
