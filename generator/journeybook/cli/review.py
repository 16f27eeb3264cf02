"""`journeybook review`: what a change means, before it is merged."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from journeybook.cli.blame import blame
from journeybook.cli.call import Call, pass_call, shown
from journeybook.cli.versions import named, sides
from journeybook.output.harmless import harmless
from journeybook.output.review import FORMATS, Shown
from journeybook.review import Review, Side, review
from journeybook.review.gates import GATES, caught
from journeybook.review.what_if import what_if
from journeybook.words import phrase


def _gates(context: click.Context, option: click.Parameter, typed: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in typed.split(",") if name.strip())
    unknown = [name for name in names if name not in GATES]
    if unknown:
        message = phrase("{names}; known are: {known}", names=", ".join(unknown), known=", ".join(GATES))
        raise click.BadParameter(message.say(context.obj.language if context.obj else "en"))
    return names


def _gates_told() -> str:
    lines = (f"  {name:15}  {told.say('en')}" for name, (told, _) in GATES.items())
    return "\n".join(("\b", phrase("What --fail-on takes:").say("en"), *lines))


@click.command("review", epilog=_gates_told())
@click.argument("versions", metavar="BASE [HEAD]", nargs=-1)
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", help="How to show it.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write it into this file.")
@click.option("--fail-on", "gates", default="", callback=_gates, help="Fail where one of these is met, with commas.")
@click.option("--preview-url", default="", help="Where the site of the change is published; links lead there.")
@click.option("--what-if", "planned", default="", help="Instead: what a journey that is to be would change.")
@click.option("--blame", "blamed", default="", help="Instead: who changed ID or ID/FIELD, when, on what evidence.")
@pass_call
def review_(call: Call, /, versions: tuple[str, ...], planned: str, blamed: str, **how: Any) -> None:
    """Tell what has changed for customers from BASE to HEAD.

    Either is a revision of Git (branch, tag, commit) or the folder of a book; without HEAD it is the book as it lies
    here. BASE...HEAD compares with the point where both went apart. With --what-if ID it tells what would change if
    the journey ID, which is to be, took the place of the one it improves; BASE, if given, is where that one is found.
    """
    call.need_book()
    if blamed:
        blame(call, blamed, how["form"])
        sys.exit(0)
    form, output, gates = how["form"], how["output"], how["gates"]
    if not versions and not planned:
        message = phrase("Say with what to compare: journeybook review main").say(call.language)
        raise click.UsageError(call.as_typed(message))
    with sides(call, *named(call, versions)) as (before, after):
        found = _planned(call, before, after, planned) if planned else review(before, after)
        written = FORMATS[form](Shown(found, call.language, call.root, how["preview_url"]))
    _give(call, written, form, output)
    _end(call, found, gates)


def _planned(call: Call, before: Side, after: Side, name: str) -> Review:
    found = what_if(before, after, name)
    if found is None:
        call.stop(
            phrase(
                "“{name}” is no journey that says under “as_is:” which one of this book it is to improve.", name=name
            )
        )
    return review(*found, planned=True)


def _give(call: Call, written: str, form: str, output: Path | None) -> None:
    if output is None:
        click.echo(written if form == "json" else harmless(written), nl=False)
    else:
        call.put(output, click.unstyle(written) if form == "text" else written)
        call.say(phrase("Written: {names}", names=shown(output)))


def _end(call: Call, found: Review, gates: tuple[str, ...]) -> None:
    met = [name for name in gates if caught(found, name)]
    if met:
        call.stop(phrase("This change does not pass: {names}", names=", ".join(met)), 1)
    sys.exit(0)
