"""What of one version is what of the other: by ids, by `formerly`, and by likeness where neither tells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from journeybook.model import Book, Entity, Journey, Persona, Step
from journeybook.review.likeness import Features, alike, features, scale

ENTITY, STEP, ELSEWHERE, SAME_NAME = 0.6, 0.5, 0.6, 0.3
"""The least likeness at which a thing is the same under another id: a whole entity, a touchpoint in its journey, one
in another journey, one in another journey under the same id."""


@dataclass(frozen=True)
class Pairs:
    """What is the same in both versions.

    `entities` and `steps` lead from former to present ids, of touchpoints as `journey/touchpoint`. `split` gives the
    further touchpoints that a former one has become, `merged` the further former ones that became a present one.
    """

    entities: Mapping[str, str]
    steps: Mapping[str, str]
    split: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    merged: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def present(self, name: str, journey: str = "") -> str:
        """What a former id is now; `journey` is the former journey in which it may be a touchpoint's own."""
        own = self.steps.get(f"{journey}/{name}")
        if own:
            return own.removeprefix(f"{self.entities.get(journey, journey)}/")
        if name in self.steps:
            return self.steps[name]
        whole, slash, part = name.partition("/")
        return f"{self.entities.get(whole, whole)}{slash}{part}"


def paired(before: Book, after: Book) -> Pairs:
    """What is the same in both books; nothing of what cannot be read in either."""
    entities = dict(_entities(before, after))
    journeys = {was: now for was, now in entities.items() if was in before.journeys}
    return _with_steps(before, after, entities, journeys)


def written(book: Book) -> Iterator[Entity]:
    """The entities that have a file."""
    return (entity for entity in book.entities if not (isinstance(entity, Persona) and entity.sketch))


def differ(was: Entity, now: Entity) -> bool:
    """Whether two versions of a thing may differ; those that were read once are the same."""
    return was is not now and was != now


def _entities(before: Book, after: Book) -> Iterator[tuple[str, str]]:
    old = {entity.id: entity for entity in written(before)}
    new = {entity.id: entity for entity in written(after)}
    same = {name for name in old if name in new and old[name].noun == new[name].noun}
    yield from ((name, name) for name in old if name in same)
    lost = {name: old[name] for name in old if name not in same and name not in after.unread}
    found = {name: new[name] for name in new if name not in same and name not in before.unread}
    renamed = dict(_told_renames(lost, found))
    yield from renamed.items()
    for noun in dict.fromkeys(entity.noun for entity in lost.values()):
        left = {name: features(e) for name, e in lost.items() if e.noun == noun and name not in renamed}
        came = {name: features(e) for name, e in found.items() if e.noun == noun and name not in renamed.values()}
        yield from _alike(left, came)


def _alike(old: Mapping[str, Features], new: Mapping[str, Features]) -> Iterator[tuple[str, str]]:
    sizes = scale([*old.values(), *new.values()])
    yield from alike(old, new, lambda was, now: sizes.likeness(old[was], new[now]), ENTITY)


def _told_renames(old: Mapping[str, Entity], new: Mapping[str, Entity]) -> Iterator[tuple[str, str]]:
    """Renames that either version tells of by `formerly`."""
    for name, entity in new.items():
        was = [each for each in entity.formerly if each in old and old[each].noun == entity.noun]
        was += [each.id for each in old.values() if name in each.formerly and each.noun == entity.noun]
        yield from ((each, name) for each in was[:1])


def _with_steps(before: Book, after: Book, entities: dict[str, str], journeys: Mapping[str, str]) -> Pairs:
    touched = {was: now for was, now in journeys.items() if differ(before.journeys[was], after.journeys[now])}
    former = _steps(before, [*touched, *(key for key in before.journeys if key not in journeys)])
    present = _steps(after, [*touched.values(), *(key for key in after.journeys if key not in journeys.values())])
    pairs = {
        step.id: f"{touched[step.journey]}/{step.touchpoint.id}"
        for step in former.values()
        if step.journey in touched and f"{touched[step.journey]}/{step.touchpoint.id}" in present
    }
    sheet = _Sheet(former, present, touched)
    for least, near in ((SAME_NAME, sheet.named_alike), (STEP, sheet.in_one_journey), (ELSEWHERE, sheet.anywhere)):
        old = {key: value for key, value in sheet.old.items() if key not in pairs}
        new = {key: value for key, value in sheet.new.items() if key not in pairs.values()}
        pairs |= dict(alike(old, new, near, least))
    return Pairs(entities, pairs, sheet.parts(pairs), sheet.turned().parts({now: was for was, now in pairs.items()}))


def _steps(book: Book, journeys: Iterable[str]) -> dict[str, Step]:
    return {step.id: step for key in journeys for step in book.journeys[key].steps}


class _Sheet:
    """The touchpoints of all journeys that differ, and how alike they are."""

    def __init__(self, former: Mapping[str, Step], present: Mapping[str, Step], journeys: Mapping[str, str]) -> None:
        self.former, self.present, self.journeys = former, present, journeys
        self.old = {key: features(step.touchpoint) for key, step in former.items()}
        self.new = {key: features(step.touchpoint) for key, step in present.items()}
        self.scale = scale([*self.old.values(), *self.new.values()])
        self._by_present: dict[str, list[str]] = {}
        for step in former.values():
            self._by_present.setdefault(journeys.get(step.journey, ""), []).append(step.id)

    def turned(self) -> _Sheet:
        """The same with the two versions in each other's place."""
        return _Sheet(self.present, self.former, {now: was for was, now in self.journeys.items()})

    def named_alike(self, was: str, now: str) -> float:
        """Likeness of two that have the same id in different journeys."""
        same = was.partition("/")[2] == now.partition("/")[2]
        return self.anywhere(was, now) if same else 0.0

    def in_one_journey(self, was: str, now: str) -> float:
        """Likeness of two that stand in the same journey."""
        return self.anywhere(was, now) if self._together(was, now) else 0.0

    def anywhere(self, was: str, now: str) -> float:
        """Likeness of any two."""
        return self.scale.likeness(self.old[was], self.new[now])

    def _together(self, was: str, now: str) -> bool:
        return self.journeys.get(self.former[was].journey) == self.present[now].journey

    def parts(self, pairs: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
        """The further touchpoints into which a former one has been split: what they tell is what it has lost."""
        taken, found = set(pairs.values()), dict[str, list[str]]()
        for now in (key for key in self.new if key not in taken):
            best, was = max(((self._torn(was, now, pairs), was) for was in self._former_of(now)), default=(0.0, ""))
            if best:
                found.setdefault(was, []).append(now)
        return {was: tuple(parts) for was, parts in found.items() if was in pairs or len(parts) > 1}

    def _former_of(self, now: str) -> Iterable[str]:
        """The former touchpoints of the journey that a present one stands in."""
        return self._by_present.get(self.present[now].journey, ())

    def _torn(self, was: str, now: str, pairs: Mapping[str, str]) -> float:
        """How much of a new touchpoint a former one has told and no longer does; 0 where it is too little."""
        kept = self.new[pairs[was]] if was in pairs else frozenset[str]()
        lost = self.old[was] - kept
        if not lost or self.scale.part(self.new[now], self.old[was]) < 0.5:
            return 0.0
        torn = self.scale.part(self.new[now], lost)
        return torn if torn >= 0.35 else 0.0


def journeys_of(pairs: Pairs, before: Book, after: Book) -> Iterator[tuple[Journey, Journey]]:
    """The journeys that are in both versions."""
    for was, now in pairs.entities.items():
        if was in before.journeys:
            yield before.journeys[was], after.journeys[now]
