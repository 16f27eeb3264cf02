"""Commands that make the site: build, serve."""

from __future__ import annotations

from pathlib import Path

import click

from journeybook.cli.building import told
from journeybook.cli.call import AUDIENCE, Call, pass_call, refuse_unreadable, shown
from journeybook.words import phrase


@click.command()
@click.option(
    "-o", "--output", type=click.Path(file_okay=False, path_type=Path), help="Where the site goes; site/ by default."
)
@AUDIENCE
@pass_call
def build(call: Call, output: Path | None, audience: str | None) -> None:
    """Build the site; what was published before stays whole if the book cannot be read."""
    from journeybook import site

    with told(call) as tell:
        try:
            problems = site.build(call.root, output or call.root / "site", call.as_of, audience or "", tell)
        except KeyboardInterrupt:
            call.stop(phrase("Stopped. What was published before is as it was."), 130)
    refuse_unreadable(call, problems)
    place = (output or call.root / "site") / "index.html"
    call.say(phrase("The site is ready: open {place}, or run: journeybook serve", place=shown(place)))


@click.command()
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where the browser finds it.")
@AUDIENCE
@pass_call
def serve(call: Call, address: str, audience: str | None) -> None:
    """Show the site in the browser, and every edit as soon as it is saved."""
    from journeybook import site

    call.say(phrase("Open http://{address} in a browser. Ctrl+C ends it.", address=address))
    site.serve(call.root, address, audience or "")
