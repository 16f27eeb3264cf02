"""The two versions of a book that a review compares, by what the reader has typed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import date
from pathlib import Path

import click

from journeybook import git, rules
from journeybook.cli.call import Call
from journeybook.files.records import LeftRecords
from journeybook.git.day import given_day
from journeybook.load import Known, Records, load_from
from journeybook.load.versions import Version, shared_text, version
from journeybook.model import Book, Settings
from journeybook.review import Side
from journeybook.words import Phrase, phrase

MOST = 2


def named(call: Call, versions: tuple[str, ...]) -> tuple[str, str]:
    """Both names, base and head, empty for the folder; `A...B` and `A..B` as Git takes them."""
    if len(versions) > MOST:
        raise click.UsageError(phrase("Give one version or two.").say(call.language))
    base, head = (*versions, "", "")[:MOST]
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
def sides(call: Call, base: str, head: str) -> Iterator[tuple[Side, Side]]:
    """Both versions, read with all that is the same in them shared; ages count from one day in both, the later one."""
    with ExitStack() as opened:
        found = [opened.enter_context(version(call.root, name)) for name in (head, base)]
        for each in found:
            if isinstance(each, Phrase):
                call.stop(each)
        versions = [each for each in found if isinstance(each, Version)]
        _tell_of_empty(call, *versions)
        day = given_day(call.as_of) or max((each.day for each in versions if each.day), default=None)
        known, texts, records = Known(), dict[str, str](), opened.enter_context(closing(LeftRecords(call.root)))
        after, before = (_side(each, day, known, texts, records) for each in versions)
        yield before, after


def _tell_of_empty(call: Call, head: Version, base: Version) -> None:
    """A book that was not there yet is compared as an empty one; one that is not there now is a mistake."""
    if head.empty:
        call.stop(phrase("There is no book in “{name}”.", name=head.name))
    if base.empty:
        call.say(phrase("There is no book in “{name}” yet: everything is new.", name=base.name))


def _side(each: Version, day: date | None, known: Known, texts: dict[str, str], records: Records) -> Side:
    if each.empty:
        return Side(Book(Settings(id="book"), as_of=day or date.min), day=day, name=each.name)
    book, told = load_from(each.shelf, day, known, records)
    text = shared_text(each.shelf, texts)
    return Side(book, rules.checked(book, told, text), text, each.day or book.as_of, each.name)
