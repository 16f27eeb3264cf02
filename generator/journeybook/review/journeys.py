"""What has changed in a journey: its own facts, its phases, its touchpoints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from journeybook.model import Journey, Phase, Step, Text, Touchpoint
from journeybook.review.change import Change, Kind, Subject, Value
from journeybook.review.difference import Comparison, Difference
from journeybook.review.order import moved
from journeybook.review.pairing import Pairs
from journeybook.review.side import Side
from journeybook.review.telling import Telling
from journeybook.review.value import Several, Signed


@dataclass(frozen=True)
class Course:
    """A journey in both versions, and what of the one is what of the other."""

    before: Side
    after: Side
    pairs: Pairs
    was: Journey
    now: Journey
    comparison: Comparison

    def changes(self) -> Iterator[Change]:
        """Everything that has changed in the journey, but what has moved out of it."""
        yield from self._own()
        yield from self._phases()
        yield from self._steps()

    def _own(self) -> Iterator[Change]:
        telling = Telling(self.before, self.after, self.after.entity_subject(self.now, self.was.id), self.was.id)
        for found in self.comparison.differences(self.was, self.now):
            yield from telling.told(found)

    @cached_property
    def phases(self) -> Mapping[str, str]:
        """The ids of former phases that are still there, by what they are now: by id, else by their touchpoints."""
        old, new = {p.id for p in self.was.phases}, {p.id for p in self.now.phases}
        found = {name: name for name in sorted(old & new)}
        shared = Counter(
            (self.former[was].phase.id, self.present[now].phase.id)
            for was, now in self.pairs.steps.items()
            if was in self.former and now in self.present
        )
        for (was, now), _ in sorted(shared.items(), key=lambda each: (-each[1], min(each[0]), max(each[0]))):
            if was not in found and now not in found.values():
                found[was] = now
        return found

    @cached_property
    def former(self) -> Mapping[str, Step]:
        """The touchpoints as they were, by `journey/touchpoint`."""
        return {step.id: step for step in self.was.steps}

    @cached_property
    def present(self) -> Mapping[str, Step]:
        """The touchpoints as they are, by `journey/touchpoint`."""
        return {step.id: step for step in self.now.steps}

    def _phases(self) -> Iterator[Change]:
        old, new = {p.id: p for p in self.was.phases}, {p.id: p for p in self.now.phases}
        shifted = moved([self.phases[p] for p in old if p in self.phases], list(new))
        for was, now in self.phases.items():
            yield from self._phase(old[was], new[now], now in shifted)
        for name in new:
            if name not in self.phases.values():
                yield self._whole(Kind.ADDED, self.after, self.now, new[name], self.new_steps)
        for name in old:
            if name not in self.phases:
                yield self._whole(Kind.REMOVED, self.before, self.was, old[name], self.old_steps)

    def _phase(self, was: Phase, now: Phase, shifted: bool) -> Iterator[Change]:
        subject = self.after.phase_subject(self.now.id, now)
        where = ("phases", self.was.phases.index(was)), ("phases", self.now.phases.index(now))
        telling = Telling(self.before, self.after, subject, self.was.id, *where)
        if shifted:
            yield Change(Kind.MOVED, subject, place=self.after.place(self.now.id, *where[1]))
        for found in self.comparison.differences(was, now):
            yield from telling.told(found)

    def _whole(self, kind: Kind, side: Side, journey: Journey, phase: Phase, steps: Iterable[Step]) -> Change:
        """A phase that came or went, with those of its touchpoints that came or went with it."""
        place = side.place(journey.id, "phases", journey.phases.index(phase))
        own = [step for step in steps if step.phase is phase]
        return Change(kind, side.phase_subject(journey.id, phase), place=place).under(
            *(came_or_went(kind, side, step) for step in own)
        )

    @cached_property
    def new_steps(self) -> tuple[Step, ...]:
        """Touchpoints that came, but for the parts of one that was split."""
        parts = {part for each in self.pairs.split.values() for part in each}
        known = {*self.pairs.steps.values(), *parts, *self.pairs.merged}
        return tuple(step for step in self.now.steps if step.id not in known)

    @cached_property
    def old_steps(self) -> tuple[Step, ...]:
        """Touchpoints that went, but for those that were merged into another."""
        parts = {part for each in self.pairs.merged.values() for part in each}
        return tuple(step for step in self.was.steps if step.id not in {*self.pairs.steps, *parts, *self.pairs.split})

    def _steps(self) -> Iterator[Change]:
        stayed = [(was, now) for was, now in self.pairs.steps.items() if now in self.present]
        shifted = self._shifted()
        for was, now in stayed:
            yield from self._step(self.before.book.steps[was], self.present[now], now in shifted)
        yield from self._unlike_parts()
        grown = {phase.id for phase in self.now.phases if phase.id not in self.phases.values()}
        shrunk = {phase.id for phase in self.was.phases if phase.id not in self.phases}
        yield from (came_or_went(Kind.ADDED, self.after, s) for s in self.new_steps if s.phase.id not in grown)
        yield from (came_or_went(Kind.REMOVED, self.before, s) for s in self.old_steps if s.phase.id not in shrunk)

    def _unlike_parts(self) -> Iterator[Change]:
        """What was split into parts none of which is like it, and what was merged from such."""
        for was, parts in self.pairs.split.items():
            if was in self.former and was not in self.pairs.steps:
                yield self._torn(Kind.SPLIT, self.former[was], (), parts)
        for now, parts in self.pairs.merged.items():
            if now in self.present and now not in self.pairs.steps.values():
                yield self._torn(Kind.MERGED, self.present[now], (), parts)

    def _shifted(self) -> set[str]:
        """The touchpoints that stayed in their phase, but stand at another place in its order, by their present ids."""
        stayed = {
            was: now
            for was, now in self.pairs.steps.items()
            if was in self.former
            and now in self.present
            and self.phases.get(self.former[was].phase.id) == self.present[now].phase.id
        }
        token = {was: "|".join(sorted((was, now))) for was, now in stayed.items()}
        by_token = {token[was]: now for was, now in stayed.items()}
        formerly = {now: was for was, now in stayed.items()}
        found: set[str] = set()
        for was_phase, now_phase in self.phases.items():
            old = [token[key] for key, step in self.former.items() if key in token and step.phase.id == was_phase]
            new = [
                token[formerly[key]]
                for key, step in self.present.items()
                if key in formerly and step.phase.id == now_phase
            ]
            found |= {by_token[each] for each in moved(old, new)}
        return found

    def _step(self, was: Step, now: Step, shifted: bool) -> Iterator[Change]:
        subject = self.after.step_subject(now, was.id)
        yield from self._moves(subject, was, now, shifted)
        parts, merged = self.pairs.split.get(was.id, ()), self.pairs.merged.get(now.id, ())
        if parts:
            yield self._torn(Kind.SPLIT, was, (now.id,), parts)
        if merged:
            yield self._torn(Kind.MERGED, now, (was.id,), merged)
        telling = Telling(self.before, self.after, subject, was.journey, was.path, now.path)
        named = was.touchpoint.id != now.touchpoint.id
        if named and not parts and not merged:
            yield self._renamed(subject, was, now)
        for found in self.comparison.differences(was.touchpoint, now.touchpoint):
            if not (named and found.field.name == "title") and not self._carried(found, parts, merged):
                yield from telling.told(found)

    def _moves(self, subject: Subject, was: Step, now: Step, shifted: bool) -> Iterator[Change]:
        place = self.after.step_place(now)
        if was.id not in self.former:
            old = self.before.book.journeys[was.journey]
            yield Change(Kind.MOVED, subject, "journey", _named(old), _named(self.now), place=place)
        elif self.phases.get(was.phase.id) != now.phase.id:
            yield Change(Kind.MOVED, subject, "phase", _phase_named(was), _phase_named(now), place=place)
        elif shifted:
            yield Change(Kind.MOVED, subject, place=place)

    def _renamed(self, subject: Subject, was: Step, now: Step) -> Change:
        old, new = was.touchpoint, now.touchpoint
        retitled = any(self.comparison.differences(_titled(old), _titled(new)))
        before, after = (old.title, new.title) if retitled else (Text(old.id), Text(new.id))
        return Change(
            Kind.RENAMED,
            subject,
            "title" if retitled else "id",
            Value(old.id, before),
            Value(new.id, after),
            place=self.after.step_place(now, "title"),
        )

    def _torn(self, kind: Kind, whole: Step, rest: tuple[str, ...], parts: tuple[str, ...]) -> Change:
        """A touchpoint split into several, or merged from them; `rest` is the part that kept its place."""
        one, other = (self.before, self.after) if kind is Kind.SPLIT else (self.after, self.before)
        steps = sorted((other.book.steps[key] for key in (*rest, *parts)), key=lambda step: step.number)
        felt = Value([step.touchpoint.emotion for step in steps], Several(tuple(_felt(step) for step in steps)))
        mine = Value(whole.touchpoint.emotion, _felt(whole))
        before, after = (mine, felt) if kind is Kind.SPLIT else (felt, mine)
        place = self.after.step_place(steps[0] if kind is Kind.SPLIT else whole)
        others = tuple(other.step_subject(step) for step in steps)
        return Change(kind, one.step_subject(whole), "", before, after, others, place=place)

    def _carried(self, found: Difference, parts: tuple[str, ...], merged: tuple[str, ...]) -> bool:
        """Whether a difference comes from splitting or merging alone: words, feelings, what other parts tell."""
        if not parts and not merged:
            return False
        if found.field.text or isinstance(found.before or found.after, Text) or found.way[0] == "emotion":
            return True
        name = next(name for name, info in Touchpoint.model_fields.items() if found.way[0] in (name, info.alias))
        gone = [getattr(self.after.book.steps[key].touchpoint, name) for key in parts]
        come = [getattr(self.before.book.steps[key].touchpoint, name) for key in merged]
        return _among(found.before, gone) or _among(found.after, come)


def came_or_went(kind: Kind, side: Side, step: Step) -> Change:
    """A touchpoint that is new or gone, with its feeling."""
    emotion = step.touchpoint.emotion
    felt = None if emotion is None else Value(emotion, Signed(emotion))
    before, after = (None, felt) if kind is Kind.ADDED else (felt, None)
    return Change(kind, side.step_subject(step), "", before, after, place=side.step_place(step))


def _among(item: object, values: Iterable[object]) -> bool:
    return any(item == each or (isinstance(each, tuple) and item in each) for each in values)


def _titled(touchpoint: Touchpoint) -> Touchpoint:
    return Touchpoint.model_construct(title=touchpoint.title)


def _felt(step: Step) -> Signed | Text:
    return Text("–") if step.touchpoint.emotion is None else Signed(step.touchpoint.emotion)


def _named(journey: Journey) -> Value:
    return Value(journey.id, journey.label)


def _phase_named(step: Step) -> Value:
    return Value(step.phase.id, step.phase.title)
