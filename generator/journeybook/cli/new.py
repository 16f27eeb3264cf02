"""`journeybook new`: first files."""

from __future__ import annotations

from pathlib import Path

import click

from journeybook.cli.call import Call, pass_call, shown
from journeybook.words import phrase


@click.group()
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
        phrase("A first book stands in {folder}. Look at it with: journeybook -C {folder} serve", folder=shown(folder))
    )
