"""`journeybook review`: what a change means, before it is merged."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path

import click

from journeybook import files, git, rules
from journeybook.cli.call import Call, pass_call, shown
from journeybook.load import Known, load_from
from journeybook.load.day import day_of
from journeybook.load.versions import Version, shared_text, version
from journeybook.model import Book, Settings
from journeybook.output.review import FORMATS, Shown
from journeybook.review import Review, Side, review
from journeybook.review.gates import GATES, caught
from journeybook.words import Phrase, phrase


def _gates(context: click.Context, option: click.Parameter, typed: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in typed.split(",") if name.strip())
    unknown = [name for name in names if name not in GATES]
    if unknown:
        raise click.BadParameter(f"{', '.join(unknown)}; known are: {', '.join(GATES)}")
    return names


@click.command("review", epilog="Gates: " + "; ".join(f"{name}: {told.say('en')}" for name, (told, _) in GATES.items()))
@click.argument("versions", metavar="BASE [HEAD]", nargs=-1, required=True)
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", help="How to show it.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write it into this file.")
@click.option("--fail-on", "gates", default="", callback=_gates, help="Fail where one of these is met, with commas.")
@click.option("--preview-url", default="", help="Where the site of the change is published; links lead there.")
@pass_call
def review_(
    call: Call, versions: tuple[str, ...], form: str, output: Path | None, gates: tuple[str, ...], preview_url: str
) -> None:
    """Tell what has changed for customers from BASE to HEAD.

    Either is a revision of Git (branch, tag, commit) or the folder of a book; without HEAD it is the book as it lies
    here. `BASE...HEAD` compares with the point where both went apart.
    """
    call.need_book()
    with _sides(call, *_named(call, versions)) as sides:
        found = review(*sides)
        written = FORMATS[form](Shown(found, call.language, call.root, preview_url))
    if output is None:
        click.echo(written, nl=False)
    else:
        files.write(output, click.unstyle(written) if form == "text" else written)
        call.say(phrase("Written: {names}", names=shown(output)))
    _end(call, found, gates)


def _end(call: Call, found: Review, gates: tuple[str, ...]) -> None:
    met = [name for name in gates if caught(found, name)]
    if met:
        call.stop(phrase("This change does not pass: {names}", names=", ".join(met)), 1)
    sys.exit(0)


def _named(call: Call, versions: tuple[str, ...]) -> tuple[str, str]:
    """Both names; `A...B` and `A..B` as Git takes them."""
    if len(versions) > 2:
        raise click.UsageError(phrase("Give one version or two.").say(call.language))
    base, head = (*versions, "")[:2]
    if head or ".." not in base or Path(base).exists():
        return base, head
    dots = "..." if "..." in base else ".."
    first, _, second = base.partition(dots)
    if dots == ".." or not first:
        return first or "HEAD", second
    common = git.merge_base(call.root, first, second or "HEAD")
    if not common:
        call.stop(_no_base(call, first, second or "HEAD"))
    return common, second


def _no_base(call: Call, first: str, second: str) -> Phrase:
    if git.is_shallow(call.root):
        return phrase(
            "This shallow clone does not know where {first} and {second} went apart; "
            "fetch more of the history (git fetch --unshallow).",
            first=first, second=second,
        )  # fmt: skip
    return phrase("Git does not know where {first} and {second} went apart.", first=first, second=second)


@contextmanager
def _sides(call: Call, base: str, head: str) -> Iterator[tuple[Side, Side]]:
    """Both versions, read with all that is the same in them shared; the present one first, since it is the folder."""
    with ExitStack() as opened:
        found = [opened.enter_context(version(call.root, name)) for name in (head, base)]
        for each in found:
            if isinstance(each, Phrase):
                call.stop(each)
        versions = [each for each in found if isinstance(each, Version)]
        _tell_of_empty(call, *versions)
        day = max((each.day for each in versions if each.day), default=None)
        known: Known = {}
        texts: dict[str, str] = {}
        after, before = (_side(each, day_of(call.root, call.as_of) if _fixed(call) else day, known, texts)
                         for each in versions)  # fmt: skip
        yield before, after


def _tell_of_empty(call: Call, head: Version, base: Version) -> None:
    """A book that was not there yet is compared as an empty one; one that is not there now is a mistake."""
    if head.empty:
        call.stop(phrase("There is no book in “{name}”.", name=head.name))
    if base.empty:
        call.say(phrase("There is no book in “{name}” yet: everything is new.", name=base.name))


def _fixed(call: Call) -> bool:
    """Whether the day is given from outside, and so the same for both versions."""
    return call.as_of is not None


def _side(each: Version, day: date | None, known: Known, texts: dict[str, str]) -> Side:
    if each.empty:
        return Side(Book(Settings(id="book"), as_of=day or date.min), day=day, name=each.name)
    book, told = load_from(each.shelf, day, known)
    text = shared_text(each.shelf, texts)
    return Side(book, rules.checked(book, told, text), text, each.day or book.as_of, each.name)
