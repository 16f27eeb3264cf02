"""`journeybook draw`: one drawing as a file."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
from msgspec import Struct

from journeybook import dot, own_templates
from journeybook.cli.call import AUDIENCE, Call, pass_call, shown
from journeybook.diagrams.drawing import Drawing
from journeybook.model import Book
from journeybook.model.close import closest
from journeybook.output.harmless import harmless
from journeybook.pages.edition import Edition, edition
from journeybook.pages.facts import Facts
from journeybook.pages.pictures import KINDS
from journeybook.site.builder import site_url
from journeybook.words import Phrase, phrase

FORMATS, LOOKS = ("svg", "png", "dot", "pdf"), ("auto", "light", "dark")
LISTED = 12  # ids of a book that a message shows
BINARY = ("png", "pdf")


def _kinds() -> str:
    lines = (f"  {name:14} {kind.shows.say('en')}" for name, kind in KINDS.items())
    return "\n".join(("\b", phrase("Kinds:").say("en"), *lines))


class Manner(Struct, frozen=True):
    """How a drawing is wanted: `form` of file, `spoken` language and `look`, and where to."""

    form: str | None
    output: Path | None
    spoken: str | None
    look: str

    @property
    def kind_of_file(self) -> str:
        """What was asked for, else what the file is called after, else SVG."""
        suffix = self.output.suffix.removeprefix(".").lower() if self.output else ""
        return self.form or (suffix if suffix in FORMATS else FORMATS[0])


@click.command(epilog=_kinds())
@click.argument("kind", metavar="KIND")
@click.argument("thing", required=False, metavar="[ID]")
@click.option("--format", "form", type=click.Choice(FORMATS), help="What to write; by default as the file is called.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write it into this file.")
@click.option("--language", "spoken", help="The language of the drawing; by default that of messages.")
@click.option("--look", type=click.Choice(LOOKS), default="auto", help="Light, dark, or as the reader's system (SVG).")
@AUDIENCE
@pass_call
def draw(call: Call, /, kind: str, thing: str | None, audience: str | None, **how: Any) -> None:
    """Draw one thing as a file: the map of a journey or of a promise, a matrix, a sparkline and more."""
    if kind not in KINDS:
        call.stop(_no_such_kind(kind))
    manner = Manner(**how)
    if manner.output is None and manner.kind_of_file in BINARY and sys.stdout.isatty():
        call.stop(phrase("A picture is nothing to read in a terminal; give a file, with -o NAME."))
    book = call.readable(audience)
    refused = _refused(book, kind, thing)
    if refused is not None:
        call.stop(refused)
    spoken = _spoken(call, book, manner)
    made = _made(call, _drawing(call, spoken, kind, thing or ""), manner, spoken, thing)
    if manner.output is None:
        click.echo(harmless(made) if isinstance(made, str) else made, nl=False)
    else:
        call.put(manner.output, made)
        call.say(phrase("Written: {names}", names=shown(manner.output)))


def _no_such_kind(name: str) -> Phrase:
    meant, listed = _meant(name, tuple(KINDS)), ", ".join(KINDS)
    return phrase(
        "There is no kind of drawing “{name}”.{meant} There are: {listed}.", name=name, meant=meant, listed=listed
    )


def _meant(word: str, known: Sequence[str]) -> Phrase | str:
    close = closest(word, tuple(known))
    return phrase(" Did you mean “{close}”?", close=close) if close else ""


def _refused(book: Book, name: str, thing: str | None) -> Phrase | None:
    """Why such a thing cannot be drawn in this way, and what can; nothing where it can."""
    kind = KINDS[name]
    if kind.ids is None:
        leave_out = phrase("“{kind}” is drawn of the whole book: leave “{thing}” out.", kind=name, thing=thing)
        return None if thing is None else leave_out
    ids = kind.ids(book)
    if thing in ids or (thing is None and kind.alone):
        return None
    told = {"kind": name, "thing": thing, "of": kind.of, "listed": _listed(ids)}
    if thing is None:
        return phrase("Say of what: “{kind}” is drawn of {of}. {listed}", **told)
    if book.get(thing) is not None:
        return phrase("“{kind}” is drawn of {of}, and “{thing}” is something else. {listed}", **told)
    meant = _meant(thing, ids)
    return phrase("There is no “{thing}” to draw.{meant} “{kind}” is drawn of {of}. {listed}", meant=meant, **told)


def _listed(ids: Sequence[str]) -> Phrase:
    if not ids:
        return phrase("This book has none yet.")
    more = ", …" if len(ids) > LISTED else ""
    return phrase("In this book: {listed}{more}", listed=", ".join(ids[:LISTED]), more=more)


def _spoken(call: Call, book: Book, manner: Manner) -> Edition:
    """The book in the language wanted, with links to where its site is published."""
    language = manner.spoken or (call.language if call.language in book.languages else book.languages[0])
    if language not in book.languages:
        listed = ", ".join(book.languages)
        call.stop(
            phrase("This book is not written in “{language}”, but in: {listed}.", language=language, listed=listed)
        )
    return replace(edition(Facts(book), language, own_templates(call.root)), site_url=site_url(call.root), abroad=True)


def _drawing(call: Call, spoken: Edition, name: str, thing: str) -> Drawing:
    drawing = KINDS[name].made(spoken, thing)
    if drawing is None:
        told = {"kind": name, "shows": KINDS[name].shows}
        call.stop(
            phrase("There is nothing to draw: the book tells nothing of what “{kind}” shows ({shows}).", **told), 1
        )
    return drawing


def _made(call: Call, drawing: Drawing, manner: Manner, spoken: Edition, thing: str | None) -> str | bytes:
    form, engine = manner.kind_of_file, spoken.book.settings.engine
    if form == "dot":
        return dot.coloured(drawing.dot, manner.look) + "\n"
    if form == "svg":
        page = spoken.address(f"journeys/{thing}") if thing in spoken.book.journeys else ""
        return _svg(call, drawing, manner.look, engine, page)
    picture = dot.picture(drawing.dot, engine, form, manner.look)
    if isinstance(picture, Phrase):
        call.stop(phrase("“{title}” was not drawn: {why}.", title=drawing.title, why=picture), 1)
    _tell_of_boxes(call, dot.lacking(drawing.dot, engine, form))
    return picture


def _svg(call: Call, drawing: Drawing, look: str, engine: str, page: str) -> str:
    """The file; `page` is the published address of the page to whose parts it leads."""
    found, problems = dot.draw([drawing], engine, {}, own_templates(call.root))
    if problems:
        call.stop(phrase("{message} {hint}", message=problems[0].message, hint=problems[0].hint), 1)
    return dot.standalone([(drawing, found[drawing.name])], page, own_templates(call.root), look)


def _tell_of_boxes(call: Call, letters: str) -> None:
    """Said even to those who want to hear nothing else: a picture with empty boxes must not pass in silence."""
    if letters:
        shown_ones = letters[:LISTED] + ("…" if len(letters) > LISTED else "")
        message = phrase(
            "Empty boxes stand in the picture for letters that the engine's own font lacks: {letters} – An SVG takes "
            "the reader's fonts; or install Graphviz and write “engine: dot” into content/book.yml.",
            letters=shown_ones,
        )
        call.tell(message)
