"""`journeybook evidence`: results from surveys."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from journeybook import files
from journeybook.cli.call import Call, pass_call, refuse_unreadable
from journeybook.cli.progress import Teller
from journeybook.load.shelf import ENDINGS
from journeybook.model import Book, Metric
from journeybook.output import evidence as evidence_output
from journeybook.output import sniffed as sniffed_output
from journeybook.output.sniffed import Sniffed
from journeybook.survey.plan import Fault
from journeybook.survey.proposal import proposal
from journeybook.survey.pull import Errand, Pulled, pull
from journeybook.survey.reading import Engine
from journeybook.survey.sniffing import sniffed
from journeybook.words import Phrase, phrase, phrases

STATES = {
    "written": phrase("written"),
    "unchanged": phrase("unchanged"),
    "would change": phrase("would change"),
    "kept": phrase("left as it was"),
}
INTERRUPTED = 130


@click.group()
def evidence() -> None:
    """Bring results of surveys into the book."""


@evidence.command("pull")
@click.argument("names", nargs=-1, metavar="[METRIC]...")
@click.option("--dry-run", is_flag=True, help="Read and tell, but write nothing.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to tell it.")
@click.option(
    "--engine",
    type=click.Choice(["auto", "standard", "duckdb"]),
    default="auto",
    help="What reads CSV: Python alone, DuckDB, or what suits the file.",
)
@pass_call
def pull_(call: Call, names: tuple[str, ...], dry_run: bool, form: str, engine: Engine) -> None:
    """Sum up the answers that METRICs are pulled from (all of them by default) into their tables of results."""
    book, problems = call.book()
    refuse_unreadable(call, [problem for problem in problems if not problem.place.file.endswith(ENDINGS[-1])])
    metrics = _wanted(call, book, names)
    teller = Teller(quiet=call.quiet, language=call.language)
    errand = Errand(book, call.root, os.environ, engine, teller.tell)
    try:
        pulled = [pull(errand, metric) for metric in metrics]
    except KeyboardInterrupt:
        teller.done()
        call.stop(phrase("Stopped. Nothing was written."), INTERRUPTED)
    teller.done()
    states = {each.metric: _state(call.root, each, dry_run) for each in pulled}
    _show(call, pulled, states, form)
    sys.exit(1 if any(each.text is None for each in pulled) else 0)


def _wanted(call: Call, book: Book, names: Sequence[str]) -> list[Metric]:
    """The metrics that are named, else all that are pulled from somewhere."""
    for name in names:
        metric = book.metrics.get(name)
        if metric is None:
            call.stop(phrase("There is no metric “{name}” in this book.", name=name))
        if metric.survey is None:
            call.stop(
                phrase("The metric “{name}” has no survey: journeybook evidence sniff FILE proposes one.", name=name)
            )
    found = [metric for key, metric in book.metrics.items() if metric.survey and (not names or key in names)]
    if not found:
        call.say(phrase("No metric of this book has a survey. To propose one: journeybook evidence sniff FILE"))
    return found


def _state(root: Path, pulled: Pulled, dry_run: bool) -> str:
    if pulled.text is None:
        return "kept"
    path = root / pulled.file
    if dry_run:
        same = path.is_file() and path.read_bytes() == pulled.text.encode()
        return "unchanged" if same else "would change"
    return "written" if files.write(path, pulled.text) else "unchanged"


def _show(call: Call, pulled: Sequence[Pulled], states: dict[str, str], form: str) -> None:
    if form == "json":
        click.echo(evidence_output.as_json(pulled, states, call.language), nl=False)
    elif pulled:
        told = {each.metric: _told(each, states[each.metric]) for each in pulled}
        call.show(evidence_output.text(pulled, told, call.language, call.root))


def _told(pulled: Pulled, state: str) -> Phrase:
    if not pulled.rows:
        return STATES[state]
    return phrases("{state}, {count} row", "{state}, {count} rows", len(pulled.rows), state=STATES[state])


@evidence.command("sniff")
@click.argument("file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@pass_call
def sniff(call: Call, file: Path) -> None:
    """Propose how to read a FILE with answers, as YAML ready to paste, and say why; no answer is shown."""
    found = sniffed(file)
    if isinstance(found, Fault):
        call.stop(found.message, 1)
    columns, told = found
    click.echo(sniffed_output.yaml(Sniffed(_named(call.root, file), told, proposal(columns)), call.language), nl=False)


def _named(root: Path, file: Path) -> str:
    """A file as a survey names it: from the book's folder, else in a folder that the environment names."""
    whole, book = file.resolve(), root.resolve()
    return whole.relative_to(book).as_posix() if whole.is_relative_to(book) else f"${{FOLDER}}/{whole.name}"
