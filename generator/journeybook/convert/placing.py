"""Drafts find their ids and files in a book; what stands there already stays unless the caller insists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from journeybook.convert.draft import Draft, as_files
from journeybook.convert.losses import overwritten
from journeybook.convert.names import free, taken_ids
from journeybook.convert.report import Names, guessed, lost, refused
from journeybook.model import Book, Journey
from journeybook.model.record import KEBAB
from journeybook.model.short import expand
from journeybook.problem import Problem
from journeybook.source import Mapping, Value, read
from journeybook.words import phrase

_ROOM = 400
"""Characters for the names of what is lost."""


class Intake(Struct, frozen=True):
    """The files to write, by path, and all that there is to tell."""

    files: dict[str, str]
    problems: tuple[Problem, ...]


def placed(book: Book, drafts: Sequence[Draft], force: bool) -> Intake:
    """The files of all drafts that may be written: ids unique in the book, each as check would pass it."""
    taken, problems = taken_ids(book), list[Problem]()
    kept: list[Draft] = []
    # What a journey refers to keeps its id: journeys come last, and a persona that is only named is taken as well.
    named = {str(draft.entries.get("persona")) for draft in drafts if draft.kind is Journey} - {
        each.id for each in drafts
    }
    taken |= named
    for draft in sorted(drafts, key=lambda draft: draft.kind is Journey):
        other = _other_id(book, draft, taken, kept)
        if other != draft.id:
            message = phrase("“{name}” is an id already; this one becomes “{other}”.", name=draft.id, other=other)
            problems.append(guessed("id-taken", message, draft.place, phrase("Another one: --id NAME")))
        stop = list(_in_the_way(book, draft, other, force))
        problems += stop
        kept += [] if stop else [replace(draft, id=other)]
    files, mistakes = as_files(book, _needed(drafts, kept))
    names = {draft.file: _file(book, draft) for draft in kept}
    losses = [_gone(book, draft, files[draft.file]) for draft in kept if draft.file in files]
    told = (*problems, *mistakes, *(each for found in losses for each in found))
    return Intake({names[name]: text for name, text in files.items()}, told)


def _gone(book: Book, draft: Draft, text: str) -> Iterator[Problem]:
    """What is lost where a file takes the place of one that says more."""
    origin = book.origins.get(draft.id)
    if origin is None:
        return
    before, after = (_whole(draft, value) for value in (origin.root, read(text.encode(), draft.file)[0]))
    names, codes = overwritten(before, after, book.languages)
    back = phrase("If that was not meant, take the file back from Git, or from where you keep a copy.")
    if names:
        message = phrase(
            "{file} is overwritten; what stood there is gone: {names}.",
            file=origin.file,
            names=Names(tuple(names), _ROOM),
        )
        yield lost("overwritten", message, draft.place, back)
    if codes:
        message = phrase(
            "{file} is overwritten; its words in these languages are gone: {names}.",
            file=origin.file,
            names=Names(tuple(codes)),
        )
        yield lost("overwritten", message, draft.place, back)


def _whole(draft: Draft, value: Value) -> Value:
    """What stands in a file, with no short form in it."""
    return expand(value) if draft.kind is Journey and isinstance(value, Mapping) else value


def _needed(drafts: Sequence[Draft], kept: list[Draft]) -> list[Draft]:
    """The drafts that are kept; actors and personas are not written for journeys of which none is."""
    journeys = [draft for draft in kept if draft.kind is Journey]
    return kept if journeys or not any(draft.kind is Journey for draft in drafts) else []


def _file(book: Book, draft: Draft) -> str:
    """Where the thing stands now, if it is written over; else where its kind is kept."""
    return book.origins[draft.id].file if draft.id in book.origins else draft.file


def _other_id(book: Book, draft: Draft, taken: set[str], before: Sequence[Draft]) -> str:
    """The draft's id; another one if it is that of a thing of another kind, of former days, or of a draft before.

    A persona that is only named, and shown as a sketch, keeps its id for the persona that comes in.
    """
    here = book.get(draft.id)
    known = here.noun == draft.kind.noun if here else draft.id in book.origins
    if draft.id in taken and (not known or draft.id in {each.id for each in before}):
        return free(draft.id, taken)
    taken.add(draft.id)
    return draft.id


def _in_the_way(book: Book, draft: Draft, name: str, force: bool) -> Iterator[Problem]:
    if not KEBAB.fullmatch(name):
        message = phrase("“{name}” cannot be an id: small Latin letters, digits and single hyphens only.", name=name)
        yield refused("file-name", message, draft.place, phrase("Give one with --id, for example --id late-invoice."))
    elif name in book.origins and not force:
        message = phrase("{file} is there already; it is not overwritten.", file=book.origins[name].file)
        yield refused(
            "file-there",
            message,
            draft.place,
            phrase(
                "Give another --id, or overwrite it with --force: with --dry-run too, you see first what would be lost."
            ),
        )
