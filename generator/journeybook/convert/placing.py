"""Drafts find their ids and files in a book; what stands there already stays unless the caller insists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from journeybook.convert.draft import Draft, as_files
from journeybook.convert.names import free, taken_ids
from journeybook.convert.report import guessed, refused
from journeybook.model import Book, Journey
from journeybook.model.record import KEBAB
from journeybook.problem import Problem
from journeybook.words import phrase


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
    return Intake({names[name]: text for name, text in files.items()}, (*problems, *mistakes))


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
        yield refused("file-there", message, draft.place, phrase("Give another --id, or overwrite it with --force."))
