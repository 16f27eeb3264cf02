"""The command that writes reports."""

from __future__ import annotations

from pathlib import Path

import click

from journeybook.cli.call import AUDIENCE, Call, pass_call, shown
from journeybook.model import Book
from journeybook.model.close import closest
from journeybook.model.fields import NOUNS
from journeybook.output import reports as report_output
from journeybook.output.harmless import harmless
from journeybook.reports import REPORTS, Kind, Report, reports_for, source_of
from journeybook.words import Phrase, phrase


@click.command()
@click.argument("name", required=False, metavar="[NAME]", shell_complete=lambda *_: list(REPORTS))
@click.argument("thing", required=False, metavar="[ID]")
@click.option("--format", "form", type=click.Choice(list(report_output.FORMATS)), default="md", help="How to write it.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write it into this file.")
@AUDIENCE
@pass_call
def report(
    call: Call, /, name: str | None, thing: str | None, form: str, output: Path | None, audience: str | None
) -> None:
    """Write a report that asks for a decision; without NAME, list what there is.

    NAME is one of management, cx-team, frontline, closed-loop, workshop, readiness, areas, goal-conflicts, by-place. ID
    narrows frontline to a role, and workshop to a journey.
    """
    if name is None:
        click.echo(_listed(call), nl=False)
        return
    if name not in REPORTS:
        call.stop(_no_such_report(name))
    kind = REPORTS[name]
    if kind not in reports_for(audience or ""):
        call.stop(phrase("The report “{name}” is not for “{audience}”.", name=name, audience=audience))
    found = _report(call, kind, call.readable(audience), thing)
    text = report_output.FORMATS[form](found, call.language)
    if output is None:
        click.echo(harmless(text) if form == "md" else text, nl=False)
        return
    call.put(output, text)
    call.say(phrase("The report is in {file}.", file=shown(output)))


def _listed(call: Call) -> str:
    widest = max(map(len, REPORTS))
    return "".join(f"{kind.id.ljust(widest)}  {kind.told.say(call.language)}\n" for kind in REPORTS.values())


def _no_such_report(name: str) -> Phrase:
    close = closest(name, tuple(REPORTS))
    if close:
        return phrase("There is no report “{name}”. Did you mean “{close}”?", name=name, close=close)
    return phrase("There is no report “{name}”. There are: {listed}.", name=name, listed=", ".join(REPORTS))


def _report(call: Call, kind: Kind, book: Book, thing: str | None) -> Report:
    source = source_of(book)
    if thing is None:
        return kind.whole(source)
    if kind.part is None:
        call.stop(
            phrase("The report “{name}” is about the whole book: leave out “{thing}”.", name=kind.id, thing=thing)
        )
    entity = book.get(thing)
    if entity is None or entity.noun != kind.of:
        call.stop(phrase("There is no {noun} “{thing}” in this book.", noun=NOUNS[kind.of], thing=thing))
    return kind.part(source, thing)
