"""Every reference must lead somewhere, and every id stand for one thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import partial

from journeybook.load.record import Part
from journeybook.load.suggestion import Suggestions
from journeybook.load.whole import Whole
from journeybook.model import KINDS, Book, Entity, Evidence, Journey, Origin, Path, Persona
from journeybook.model.fields import NOUNS
from journeybook.model.references import Reference
from journeybook.problem import Problem, Severity
from journeybook.words import Phrase, phrase

Names = Mapping[str, frozenset[str]]


def unresolved(whole: Whole) -> Iterator[Problem]:
    """References that lead nowhere, and ids given twice; what may stand in an unread file is not missed."""
    names, hidden = _names(whole), _hidden_kinds(whole)
    suggestions = Suggestions(whole.book, names)
    for thing in whole.things:
        own = _own_names(thing.entity)
        unsure = hidden.union(own) if thing.hides else hidden
        for reference in thing.entity.references if _lacks(thing.entity, names, own) else ():
            if reference.ref.soft or not unsure.isdisjoint(reference.ref.kinds):
                continue
            if not _leads(reference, names, own, whole.hidden):
                yield _problem(thing.origin, reference, suggestions.hint(reference, own))
        yield from _ids_given_twice(thing)
    yield from _former_ids(whole.book)


def _lacks(entity: Entity, names: Names, own: Names) -> bool:
    """Whether it needs a name that nothing has: looked at all at once, since most things lack nothing."""
    none = frozenset[str]()
    return any(
        needed.difference(*(names[kind] for kind in kinds), *(own.get(kind, none) for kind in kinds))
        for kinds, needed in entity.needed.items()
    )


def _names(whole: Whole) -> dict[str, frozenset[str]]:
    """The ids of every kind that can be referred to from anywhere."""
    book, settings = whole.book, whole.book.settings
    found: dict[str, Iterable[str]] = {noun: [] for noun in NOUNS}
    for kind in KINDS:
        unread = [name for name in whole.hidden if _is_of(book, name, kind)]
        found[kind.noun] = [*unread, *(entity.id for entity in book.entities if entity.noun == kind.noun)]
    found["objective"] = [objective.id for objective in settings.objectives if objective.id]
    found["brand-value"] = [value.id for value in settings.brand.values if value.id] if settings.brand else []
    found["persona-value"] = [name for persona in book.personas.values() for name in _prized(persona)]
    found["touchpoint"] = [f"{name}/{each}" for name, journey in book.journeys.items() for each in journey.step_ids]
    found["finding"] = [f"{e.id}/{finding.id}" for e in book.evidence.values() for finding in e.findings if finding.id]
    return {noun: frozenset(names) for noun, names in found.items()}


def _prized(persona: Persona) -> Iterator[str]:
    for value in persona.values:
        if value.id:
            yield value.id
            yield f"{persona.id}/{value.id}"


def _own_names(thing: Entity) -> dict[str, frozenset[str]]:
    """The ids that mean something only inside the entity they stand in."""
    if isinstance(thing, Journey):
        steps = frozenset(thing.step_ids)
        return {"step": steps, "touchpoint": steps, "outcome": frozenset(o.id for o in thing.outcomes if o.id)}
    if isinstance(thing, Evidence):
        return {"finding": frozenset(finding.id for finding in thing.findings if finding.id)}
    return {}


def _leads(reference: Reference, names: Names, own: Names, hidden: Container[str]) -> bool:
    target, none = reference.target, frozenset[str]()
    if any(target in names[kind] or target in own.get(kind, none) for kind in reference.ref.kinds):
        return True
    return target.partition("/")[0] in hidden  # a file that could not be read has been complained of already


def _hidden_kinds(whole: Whole) -> set[str]:
    """Kinds of names that may stand in a file that could not be read: nobody knows then which there are."""
    journeys = whole.book.journeys
    of_journeys = [name for name in whole.book.origins if _is_of(whole.book, name, Journey)]
    hidden = {
        "persona-value": any(_is_of(whole.book, name, Persona) for name in whole.hidden),
        "persona": any(name not in journeys or not journeys[name].persona for name in of_journeys),  # they are sketched
        "objective": "book" in whole.hidden,
        "brand-value": "book" in whole.hidden,
    }
    return {kind for kind, is_hidden in hidden.items() if is_hidden}


def _is_of(book: Book, name: str, kind: type[Entity]) -> bool:
    return name in book.origins and book.origins[name].file.startswith(f"{kind.folder}/")


def _problem(origin: Origin, reference: Reference, hint: Phrase) -> Problem:
    noun, target = NOUNS[reference.ref.kinds[0]], reference.target[:80]
    message = phrase("There is no {noun} “{target}” in this book.", noun=noun, target=target)
    return Problem("unknown-reference", Severity.ERROR, message, origin.place(reference.path), hint)


def _ids_given_twice(thing: Part) -> Iterator[Problem]:
    given, entity = partial(_twice, thing.origin), thing.entity
    if isinstance(entity, Journey):
        if len({*entity.step_ids}) < len(entity.step_ids):
            yield from given([(step.touchpoint.id, step.path) for step in entity.steps])
        yield from given([(name, ("phases", number)) for number, name in enumerate(entity.phase_ids)])
        yield from given([(outcome.id, ("outcomes", number)) for number, outcome in enumerate(entity.outcomes)])
    elif isinstance(entity, Evidence):
        yield from given([(finding.id, ("findings", number)) for number, finding in enumerate(entity.findings)])


def _twice(origin: Origin, given: Iterable[tuple[str, Path]]) -> Iterator[Problem]:
    given, places = list(given), defaultdict[str, list[Path]](list)
    if len({name for name, _ in given}) == len(given):
        return
    for name, path in given:
        if name:
            places[name].append(path)
    for name, paths in places.items():
        for path in paths[1:]:
            first = origin.place((*paths[0], "id"))
            yield Problem(
                "duplicate-id",
                Severity.ERROR,
                phrase("“{name}” is already an id in this file, on line {line}.", name=name, line=first.line),
                origin.place((*path, "id")),
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
