"""What has changed in the things of a book: those that came, went, were renamed or cannot be read, and their facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.measures.emotion import weakest
from journeybook.model import Entity, Evidence, Journey, Text
from journeybook.model.choices import choice
from journeybook.review.change import Change, Kind, Sayable, Subject, Value
from journeybook.review.difference import Comparison
from journeybook.review.journeys import Course
from journeybook.review.pairing import Pairs, differ, written
from journeybook.review.side import Side
from journeybook.review.telling import Telling
from journeybook.review.value import Several, Signed
from journeybook.words import phrase, phrases


@dataclass(frozen=True)
class Versions:
    """Both versions of a book, and what of the one is what of the other."""

    before: Side
    after: Side
    pairs: Pairs

    def changes(self) -> Iterator[Change]:
        """Everything that was done, without what follows from it."""
        yield from self._settings()
        yield from self._unread()
        yield from self._came_and_went()
        for was, now in self.pairs.entities.items():
            old, new = self.before.book.get(was), self.after.book.get(now)
            assert old
            assert new
            if was != now:
                place = self.after.place(now)
                names = Value(was, Text(was)), Value(now, Text(now))
                yield Change(Kind.RENAMED, self.after.entity_subject(new, was), "id", *names, place=place)
            if differ(old, new):
                yield from self._entity(old, new)

    def comparison(self, journey: str = "") -> Comparison:
        """How both versions are read, inside a (former) journey or outside of any."""
        return Comparison(
            self.before.language,
            self.after.language,
            lambda name: self.pairs.present(name, journey),
            frozenset({"phases", "touchpoints"}) if journey else frozenset(),
        )

    def _settings(self) -> Iterator[Change]:
        telling = Telling(self.before, self.after, self.after.book_subject, "book")
        for found in self.comparison().differences(self.before.book.settings, self.after.book.settings):
            yield from telling.told(found)

    def _entity(self, old: Entity, new: Entity) -> Iterator[Change]:
        if isinstance(old, Journey) and isinstance(new, Journey):
            yield from Course(self.before, self.after, self.pairs, old, new, self.comparison(old.id)).changes()
            return
        telling = Telling(self.before, self.after, self.after.entity_subject(new, old.id), old.id)
        for found in self.comparison().differences(old, new):
            yield from telling.told(found)

    def _unread(self) -> Iterator[Change]:
        old, new = self.before.book.unread, self.after.book.unread
        for name in sorted(new - old):
            yield Change(Kind.UNREADABLE, _file_subject(self.after, self.before, name), place=self.after.place(name))
        for name in sorted(old - new):
            if self.after.book.get(name):
                yield Change(Kind.READABLE, self.after.subject(name), place=self.after.place(name))
            else:
                yield Change(Kind.REMOVED, _file_subject(self.before, self.after, name), place=self.before.place(name))

    def _came_and_went(self) -> Iterator[Change]:
        present, hidden = set(self.pairs.entities.values()), self.before.book.unread
        for entity in written(self.after.book):
            if entity.id not in present and entity.id not in hidden:
                yield self._whole(Kind.ADDED, self.after, entity)
        hidden = self.after.book.unread
        for entity in written(self.before.book):
            if entity.id not in self.pairs.entities and entity.id not in hidden:
                yield self._whole(Kind.REMOVED, self.before, entity)

    def _whole(self, kind: Kind, side: Side, entity: Entity) -> Change:
        told = side.ledger[entity.id].verdict if entity.noun == "promise" else None
        value = Value(told.value, choice(told.value)) if told else _value(entity)
        before, after = (None, value) if kind is Kind.ADDED else (value, None)
        return Change(kind, side.entity_subject(entity), "", before, after, place=side.place(entity.id))


def _value(entity: Entity) -> Value | None:
    """A whole thing in short: of a journey its touchpoints, of evidence how it was gathered."""
    if isinstance(entity, Journey):
        return _journey_value(entity)
    if not isinstance(entity, Evidence) or not entity.method:
        return None
    sample: list[Sayable] = [phrase("n = {n}", n=entity.sample)] if entity.sample else []
    return Value(entity.method, Several((choice(entity.method), *sample)))


def _journey_value(journey: Journey) -> Value:
    """A journey in short: how many touchpoints, and the lowest of its feelings."""
    count = len(journey.steps)
    told = phrases("{count} touchpoint", "{count} touchpoints", count)
    lowest = weakest(journey)
    if lowest is None or lowest.touchpoint.emotion is None:
        return Value(count, told)
    felt = Signed(lowest.touchpoint.emotion)
    return Value(count, phrase("{touchpoints}, the lowest feeling {emotion}", touchpoints=told, emotion=felt))


def _file_subject(side: Side, other: Side, name: str) -> Subject:
    """A file that cannot be read, called as where it can."""
    known = other.book.get(name)
    return other.entity_subject(known) if known else Subject("", name, Text(side.place(name).file), name)
