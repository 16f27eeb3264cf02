"""Commands that make the site: build, serve."""

from __future__ import annotations

import signal
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import click

from journeybook import site
from journeybook.cli.address import checked, need_free
from journeybook.cli.building import told
from journeybook.cli.call import AUDIENCE, Call, pass_call, refuse_unreadable, shown
from journeybook.problem import Problem
from journeybook.site.standing import site_of
from journeybook.words import phrase, phrases

LISTED = 5  # drawings that could not be made, told one by one


@click.command()
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the site goes; else where mkdocs.yml says (site_dir), else to site/.",
)
@AUDIENCE
@click.option(
    "--builder", type=click.Choice(["mkdocs", "zensical"]), default="mkdocs", show_default=True, help="Who writes it."
)
@pass_call
def build(call: Call, output: Path | None, audience: str | None, builder: str) -> None:
    """Build the site; what was published before stays whole if the book cannot be read."""
    _tidy_up_when_ended()
    if builder == "zensical" and not find_spec("zensical"):
        call.stop(phrase("Zensical is not installed. Type: pip install 'journeybook[zensical]'"))
    call.need_book()
    place = output or site_of(call.root)
    with told(call) as tell:
        try:
            problems = site.build(call.root, place, call.as_of, audience or "", tell, builder)
        except KeyboardInterrupt:
            call.stop(phrase("Stopped. What was published before is as it was."), 130)
    refuse_unreadable(call, problems)
    if problems:
        _tell_of_the_rest(call, problems)
    call.say(phrase("The site is ready: open {place}, or run: journeybook serve", place=shown(place / "index.html")))


def _tell_of_the_rest(call: Call, problems: Sequence[Problem]) -> None:
    """What only a build finds: the site is whole without these drawings and pages, but somebody has to know."""
    from journeybook import dot  # late, as in a build: where nothing is to be done, nothing of this is loaded
    from journeybook.output import problems as problem_output
    from journeybook.site import clashes

    hidden = [problem for problem in problems if problem.rule in {clashes.RULE, clashes.LED_OUT}]
    if hidden:
        call.show(problem_output.text(hidden, call.language, call.root), err=True)
    undrawn = [problem for problem in problems if problem.rule == dot.RULE]
    if undrawn:
        call.show(problem_output.text(undrawn[:LISTED], call.language, call.root), err=True)
    if undrawn[LISTED:]:
        left = len(undrawn) - LISTED
        call.say(phrases("{count} more drawing is missing.", "{count} more drawings are missing.", left))


def _tidy_up_when_ended() -> None:
    """A window that is closed, or a job that is broken off, ends it as Ctrl+C does: nothing half done is left."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no hang-up
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)


@click.command()
@click.option(
    "--address",
    default="127.0.0.1:8000",
    show_default=True,
    callback=checked,
    help="Where the browser finds it.",
)
@AUDIENCE
@pass_call
def serve(call: Call, address: str, audience: str | None) -> None:
    """Show the site in the browser, and every edit as soon as it is saved."""
    from journeybook.load import Folder
    from journeybook.site.builder import serve as serve_site
    from journeybook.site.settings import unfit_settings

    call.need_book()
    refuse_unreadable(call, unfit_settings(Folder(call.root)))
    need_free(call, address)
    _tidy_up_when_ended()
    call.say(phrase("Open http://{address} in a browser. Ctrl+C ends it.", address=address))
    serve_site(call.root, address, audience or "", call.language)
