"""`journeybook schema`: what editors and other programs need to know of the format."""

from __future__ import annotations

from pathlib import Path

import click

from journeybook import files
from journeybook.cli.call import SETTINGS, Call, language_of, pass_call, shown
from journeybook.model.schema import FILES, schema
from journeybook.output.schemas import as_json, schema_files, schema_text
from journeybook.words import phrases


@click.command("schema")
@click.argument("kind", required=False, type=click.Choice(list(FILES)))
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path), help="Write them into this folder.")
@click.option("--language", help="The language of the descriptions: en, pl. By default that of messages.")
@pass_call
def schema_(call: Call, kind: str | None, output: Path | None, language: str | None) -> None:
    """Print the JSON Schema of a KIND of file, or of all by kind; with -o write each to KIND.json."""
    spoken = language_of(language) if language else call.language
    languages = call.book()[0].languages if (call.root / SETTINGS).is_file() else ()
    if output is None:
        everything = {name: schema(each, spoken, languages) for name, each in FILES.items()}
        click.echo(schema_text(kind, spoken, languages) if kind else as_json(everything), nl=False)
        return
    wanted = {name: text for name, text in schema_files(spoken, languages).items() if kind in (None, Path(name).stem)}
    written = sum(files.write(output / name, text) for name, text in wanted.items())
    call.say(
        phrases(
            "{count} schema written to {folder}", "{count} schemas written to {folder}", written, folder=shown(output)
        )
    )
