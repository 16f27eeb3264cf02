"""What comes in before it is written: entries by name, put into files and read back as check would read them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct
from pydantic import ValidationError

from journeybook.convert.written import file_text
from journeybook.model import Book, Entity, Journey, Origin
from journeybook.model.short import expand
from journeybook.model.wording import problems_of
from journeybook.problem import Place, Problem, Severity
from journeybook.source import Mapping as Entries
from journeybook.source import read
from journeybook.words import phrase


class Draft(Struct, frozen=True):
    """One thing to be: its kind, its id, what its file says, and where that came from."""

    kind: type[Entity]
    id: str
    entries: Mapping[str, object]
    place: Place

    @property
    def file(self) -> str:
        """Its path in the book."""
        return f"{self.kind.folder}/{self.id}.yml"


def as_files(book: Book, drafts: Iterable[Draft]) -> tuple[dict[str, str], list[Problem]]:
    """The files by path, and what check would say against those that are left out for it."""
    files: dict[str, str] = {}
    problems: list[Problem] = []
    for draft in drafts:
        text = file_text(draft.kind, draft.entries)
        mistakes = _mistakes(book, draft, text)
        problems += mistakes
        if not mistakes:
            files[draft.file] = text
    return files, problems


def _mistakes(book: Book, draft: Draft, text: str) -> list[Problem]:
    """What is wrong with a file, told at the place it was made from."""
    value, found = read(text.encode(), draft.file)
    errors = [problem for problem in found if problem.severity is Severity.ERROR]
    if not isinstance(value, Entries) or errors:
        return [_told(problem, draft) for problem in errors]
    typed = expand(value) if draft.kind is Journey else value
    fields = {name: item for name, item in typed.items() if not name.startswith("x-")}
    try:
        draft.kind.model_validate({**fields, "id": draft.id}, context={"languages": book.languages})
    except ValidationError as error:
        return [_told(problem, draft) for problem in problems_of(error, draft.kind, Origin(draft.file, typed))]
    return []


def _told(problem: Problem, draft: Draft) -> Problem:
    message = phrase("{file} would not pass check: {message}", file=draft.file, message=problem.message)
    return Problem(problem.rule, problem.severity, message, draft.place, problem.hint)
