"""Every reference must lead somewhere, and every id stand for one thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from journeybook.load.suggestion import FOLDERS, Suggestions
from journeybook.model import Book, Entity, Evidence, Journey, Path, Persona
from journeybook.model.fields import NOUNS
from journeybook.model.references import Reference
from journeybook.problem import Problem, Severity
from journeybook.words import Phrase, phrase

Names = Mapping[str, frozenset[str]]


def unresolved(book: Book, settings_read: bool = True) -> Iterator[Problem]:
    """References that lead nowhere, and ids given twice; what an unread file may hold is not missed."""
    names, hidden = _names(book), _hidden(book, settings_read)
    suggestions = Suggestions(book, names)
    for entity in (book.settings, *book.entities):
        own = _own_names(entity)
        if not _lacks(entity, names, own):
            continue
        for reference in entity.references:
            if reference.ref.soft or not hidden.isdisjoint(reference.ref.kinds):
                continue
            if not _leads(reference, names, own, book):
                yield _problem(book, entity.id, reference, suggestions.hint(reference, own))
    yield from _ids_given_twice(book)


def _lacks(entity: Entity, names: Names, own: Names) -> bool:
    """Whether it needs a name that nothing has: looked at all at once, since most things lack nothing."""
    none = frozenset[str]()
    return any(
        needed.difference(*(names[kind] for kind in kinds), *(own.get(kind, none) for kind in kinds))
        for kinds, needed in entity.needed.items()
    )


def _names(book: Book) -> dict[str, frozenset[str]]:
    """The ids of every kind that can be referred to from anywhere."""
    settings = book.settings
    found: dict[str, Iterable[str]] = {noun: [] for noun in NOUNS}
    for noun in FOLDERS:
        found[noun] = [entity.id for entity in book.entities if entity.noun == noun]
    found["objective"] = [objective.id for objective in settings.objectives]
    found["brand-value"] = [value.id for value in settings.brand.values] if settings.brand else []
    found["persona-value"] = [name for persona in book.personas.values() for name in _prized(persona)]
    found["touchpoint"] = list(book.steps)
    found["finding"] = [f"{e.id}/{finding.id}" for e in book.evidence.values() for finding in e.findings if finding.id]
    return {noun: frozenset(names) for noun, names in found.items()}


def _prized(persona: Persona) -> Iterator[str]:
    for value in persona.values:
        if value.id:
            yield value.id
            yield f"{persona.id}/{value.id}"


def _own_names(entity: Entity) -> dict[str, frozenset[str]]:
    """The ids that mean something only inside the entity they stand in."""
    if isinstance(entity, Journey):
        steps = frozenset(step.touchpoint.id for step in entity.steps)
        return {"step": steps, "touchpoint": steps, "outcome": frozenset(o.id for o in entity.outcomes if o.id)}
    if isinstance(entity, Evidence):
        return {"finding": frozenset(finding.id for finding in entity.findings if finding.id)}
    return {}


def _leads(reference: Reference, names: Names, own: Names, book: Book) -> bool:
    target, none = reference.target, frozenset[str]()
    if any(target in names[kind] or target in own.get(kind, none) for kind in reference.ref.kinds):
        return True
    whole = target.partition("/")[0]  # a file that could not be read has been complained of already
    return _unread(book, whole)


def _unread(book: Book, name: str) -> bool:
    return name in book.origins and book.get(name) is None


def _hidden(book: Book, settings_read: bool) -> set[str]:
    """Kinds of names that may stand in a file that could not be read: nobody knows then which there are."""
    personas = (name for name, origin in book.origins.items() if origin.file.startswith(f"{Persona.folder}/"))
    prized = {"persona-value"} if any(_unread(book, name) for name in personas) else set()
    return prized if settings_read else prized | {"objective", "brand-value"}


def _problem(book: Book, source: str, reference: Reference, hint: Phrase) -> Problem:
    noun, target = NOUNS[reference.ref.kinds[0]], reference.target[:80]
    message = phrase("There is no {noun} “{target}” in this book.", noun=noun, target=target)
    return Problem("unknown-reference", Severity.ERROR, message, book.place(source, *reference.path), hint)


def _ids_given_twice(book: Book) -> Iterator[Problem]:
    for journey in book.journeys.values():
        at = partial(_twice, book, journey)
        yield from at([(step.touchpoint.id, step.path) for step in journey.steps])
        yield from at([(phase.id, ("phases", number)) for number, phase in enumerate(journey.phases)])
        yield from at(
            [(outcome.id, ("outcomes", number)) for number, outcome in enumerate(journey.outcomes) if outcome.id]
        )
    for evidence in book.evidence.values():
        yield from _twice(book, evidence, [(f.id, ("findings", n)) for n, f in enumerate(evidence.findings) if f.id])
    yield from _former_ids(book)


def _twice(book: Book, entity: Entity, given: Iterable[tuple[str, Path]]) -> Iterator[Problem]:
    given, places = list(given), defaultdict[str, list[Path]](list)
    if len({name for name, _ in given}) == len(given):
        return
    for name, path in given:
        places[name].append(path)
    for name, paths in places.items():
        for path in paths[1:]:
            first = book.place(entity.id, *paths[0], "id")
            yield Problem(
                "duplicate-id",
                Severity.ERROR,
                phrase("“{name}” is already an id in this file, on line {line}.", name=name, line=first.line),
                book.place(entity.id, *path, "id"),
                phrase("Give one of the two another id."),
                ((first, phrase("first given here")),),
            )


def _former_ids(book: Book) -> Iterator[Problem]:
    for entity in book.entities:
        for number, name in enumerate(entity.formerly):
            if book.get(name) is not None:
                message = phrase(
                    "“{name}” is still the id of {file}: an old id is never used again.",
                    name=name,
                    file=book.place(name).file,
                )
                yield Problem(
                    "duplicate-id",
                    Severity.ERROR,
                    message,
                    book.place(entity.id, "formerly", number),
                    phrase("Rename that file."),
                )
