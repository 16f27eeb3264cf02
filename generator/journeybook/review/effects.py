"""What follows from what was done: verdicts, tests and measures that moved, told under their cause if there is one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from journeybook.measures import Figures, of_journey, steps
from journeybook.measures.confidence import holds_until, is_evidence
from journeybook.measures.expectations import Tested, tested
from journeybook.measures.shown import value
from journeybook.measures.verdict import Verdict
from journeybook.model import Book, Comparison, Journey
from journeybook.model.choices import choice
from journeybook.review.change import Change, Kind, Subject, Value
from journeybook.review.movers import moves
from journeybook.review.pairing import differ, journeys_of
from journeybook.review.recounts import causes_of, recounts
from journeybook.review.things import Versions
from journeybook.words import phrase

BETTER = (Verdict.broken, Verdict.at_risk, Verdict.unmeasured, Verdict.kept)
NOT_ASKED = phrase("not asked")
LESS_IS_BETTER = {"spoiler", "cause_cost", "exposure"}
STRUCTURE = {Kind.ADDED, Kind.REMOVED, Kind.SPLIT, Kind.MERGED, Kind.MOVED}


@dataclass(frozen=True)
class Effects:
    """What was done (`causes`), in both versions of the book; what follows is found from it."""

    versions: Versions
    causes: Sequence[Change]
    planned: bool = False

    def told(self) -> tuple[Change, ...]:
        """Every cause with what follows from it, then what follows from several or from none."""
        under: defaultdict[int, list[Change]] = defaultdict(list)
        alone = []
        for effect, causes in self._found():
            if len({self.causes[place].subject for place in causes}) == 1:
                under[causes[0]].append(effect)
            else:
                alone.append(effect)
        told = [cause.under(*under[place]) for place, cause in enumerate(self.causes)]
        return (*told, *alone)

    def _found(self) -> Iterator[tuple[Change, list[int]]]:
        """Every effect, and the places of its causes."""
        yield from self._verdicts()
        for was, now in self._journeys:
            tests = list(self._tests(was, now))
            yield from tests
            told = {effect.field for effect, _ in tests}
            yield from (each for each in self._measures(was, now) if each[0].field not in told)
        if not self.planned:
            yield from self._unproven()
            yield from ((effect, []) for effect in self._aged())
            yield from ((effect, causes_of(effect, self.causes)) for effect in recounts(self.versions))

    @cached_property
    def _by_entity(self) -> Mapping[str, list[int]]:
        """The places of the causes by the thing whose file they stand in."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for place, cause in enumerate(self.causes):
            found[cause.subject.entity].append(place)
        return found

    @cached_property
    def _journeys(self) -> list[tuple[Journey, Journey]]:
        """The journeys whose figures may have moved: those that differ, or speak of what does."""
        before, after = self.versions.before.book, self.versions.after.book
        former = {now: was for was, now in self.versions.pairs.entities.items()}
        changed = {name for now in self._by_entity for name in (now, former.get(now, now))}
        near = {source for book in (before, after) for source in _near(book, changed)}
        near |= {name.partition("/")[0] for name in self._actions(changed)}
        return [
            (was, now)
            for was, now in journeys_of(self.versions.pairs, before, after)
            if "book" in changed or now.id in changed or differ(was, now) or {was.id, now.id, was.persona} & near
        ]

    def _actions(self, changed: set[str]) -> Iterator[str]:
        for book in (self.versions.before.book, self.versions.after.book):
            for name in changed & set(book.actions):
                yield from book.actions[name].addresses

    # promises

    def _verdicts(self) -> Iterator[tuple[Change, list[int]]]:
        for was, now in self._promises():
            before, after = self.versions.before.ledger[was], self.versions.after.ledger[now]
            if before.verdict is after.verdict:
                yield from self._verdicts_at(was, now)
                continue
            change = _judged(self.versions.after.subject(now, was), before.verdict, after.verdict)
            yield replace(change, place=self.versions.after.place(now)), self._of_promise(was, now)

    def _verdicts_at(self, was: str, now: str) -> Iterator[tuple[Change, list[int]]]:
        """What moved at single touchpoints of a promise that as a whole stands as it did: the worst one hides them."""
        side = self.versions.after
        former = {self.versions.pairs.present(name): name for name in self.versions.before.ledger[was].at}
        for name, verdict in side.ledger[now].at.items():
            before = self.versions.before.ledger[was].at[former[name]] if name in former else verdict
            step = side.book.step(name)
            if before is not verdict and step:
                change = _judged(side.step_subject(step, former[name]), before, verdict)
                told = replace(change, field="keeps", others=(side.subject(now, was),), place=side.step_place(step))
                yield told, self._of_place(was, now, name)

    def _of_place(self, was: str, now: str, step: str) -> list[int]:
        """The causes of a verdict at one touchpoint; what is kept or broken at others moves nothing here."""
        here = [
            place
            for place, cause in enumerate(self.causes)
            if cause.field == "breaks" and cause.subject.id == step and _names(cause, {was, now})
        ]
        found = self._of_promise(was, now)
        return here or [place for place in found if self.causes[place].field not in {"breaks", "keeps"}]

    def _promises(self) -> Iterator[tuple[str, str]]:
        for was, now in self.versions.pairs.entities.items():
            if was in self.versions.before.ledger and now in self.versions.after.ledger:
                yield was, now

    def _of_promise(self, was: str, now: str) -> list[int]:
        """The causes of a verdict, the most direct sort of them alone."""
        standard = self.versions.after.book.promises[now].standard
        metric = standard.metric if standard else ""
        tests: tuple[Callable[[Change], bool], ...] = (
            lambda cause: cause.subject.entity == metric,
            lambda cause: cause.subject.entity == now,
            lambda cause: cause.field == "breaks" and _names(cause, {was, now}),
            lambda cause: cause.field == "keeps" and _names(cause, {was, now}),
            lambda cause: cause.kind in STRUCTURE and self._stood_on(cause, {was, now}),
            lambda cause: cause.kind is Kind.EVIDENCE or cause.subject.noun == "evidence",
            lambda cause: cause.subject.noun == "journey" and cause.field in {"status", "state"},
            lambda cause: cause.kind in {Kind.UNREADABLE, Kind.READABLE},
        )
        for test in tests:
            found = [place for place, cause in enumerate(self.causes) if test(cause)]
            if found:
                return found
        return []

    def _stood_on(self, cause: Change, promises: set[str]) -> bool:
        """Whether a touchpoint or journey that came or went keeps or breaks a promise."""
        books = (self.versions.before.book, self.versions.after.book)
        names = {cause.subject.id, *(other.id for other in cause.others)}
        names |= {step.id for book in books if (j := book.journeys.get(cause.subject.id)) for step in j.steps}
        found = [step for book in books for name in names if (step := book.step(name))]
        return any(promises & {*steps.keeps(step), *(each.promise for each in steps.breaks(step))} for step in found)

    # journeys

    def _figures(self, journey: Journey, former: bool) -> Figures:
        side = self.versions.before if former else self.versions.after
        return of_journey(side.book, journey)

    @cached_property
    def _of_journeys(self) -> Mapping[str, tuple[Figures, Figures]]:
        return {now.id: (self._figures(was, True), self._figures(now, False)) for was, now in self._journeys}

    def _measures(self, was: Journey, now: Journey) -> Iterator[tuple[Change, list[int]]]:
        before, after = self._of_journeys[now.id]
        for name, figure in after.items():
            old, new = (Value(each.value, value(each)) for each in (before[name], figure))
            if old.say("en") == new.say("en"):
                continue
            causes = self._moving(name, {was.id, now.id})
            movers = tuple(dict.fromkeys(self.causes[place].subject for place in causes))
            effect = Change(
                Kind.MEASURE, self.versions.after.subject(now.id, was.id), name, old, new,
                movers if len(movers) > 1 else (), _fell(name, before[name].value, figure.value),
                self.versions.after.place(now.id),
            )  # fmt: skip
            yield effect, causes

    def _tests(self, was: Journey, now: Journey) -> Iterator[tuple[Change, list[int]]]:
        old = self._former_tests(was)
        for test in self._tested(now, former=False):
            known = old.get(_of_test(now, test, str))
            if test.passed is not False if known is None else known.passed == test.passed:
                continue
            each = now.expect[test.number]
            measured = known.measured if known else NOT_ASKED
            effect = Change(
                Kind.EXPECT,
                self.versions.after.subject(now.id, was.id),
                each.measure or f"promise.{each.promise}",
                Value(known and known.passed, phrase("{subject}: {measured}", subject=test.subject, measured=measured)),
                Value(test.passed, phrase("{measured}, wanted {wanted}", measured=test.measured, wanted=test.wanted)),
                tuple(self.versions.after.step_subject(step) for step in test.weighing),
                None if test.passed is None or known is None or known.passed is None else not test.passed,
                self.versions.after.place(now.id, "expect", test.number),
            )
            added = [place for place in self._by_entity.get(now.id, ()) if self.causes[place].field == "expect"]
            yield (
                effect,
                added[:1] if known is None else self._of_test_causes(each.measure, each.promise, {was.id, now.id}),
            )

    def _former_tests(self, was: Journey) -> Mapping[tuple[object, ...], Tested]:
        """By what each asks for; of a promise that is there no more, by its former id too: it may still be named so."""
        tests, there = self._tested(was, former=True), self.versions.after.book.promises
        found = {_of_test(was, test, str): test for test in tests if was.expect[test.number].promise not in there}
        return found | {_of_test(was, test, self.versions.pairs.present): test for test in tests}

    def _of_test_causes(self, measure: str, promise: str | None, journey: set[str]) -> list[int]:
        if promise:
            was = next((was for was, name in self._promises() if name == promise), promise)
            there = promise in self.versions.after.book.promises
            return self._of_promise(was, promise) if there else self._taken(promise)
        return self._moving(measure, journey)

    def _taken(self, promise: str) -> list[int]:
        """What has taken a promise away, or the id by which it was named."""
        return [
            place
            for place, cause in enumerate(self.causes)
            if promise == {Kind.REMOVED: cause.subject.id, Kind.RENAMED: cause.subject.was}.get(cause.kind)
        ]

    def _moving(self, measure: str, journey: set[str]) -> list[int]:
        """What has moved a measure of a journey; where nothing else did, a file that can or cannot be read now."""
        found = [place for place, cause in enumerate(self.causes) if moves(cause, measure, journey)]
        unseen = [place for place, cause in enumerate(self.causes) if cause.kind in {Kind.UNREADABLE, Kind.READABLE}]
        return found or unseen

    def _tested(self, journey: Journey, *, former: bool) -> tuple[Tested, ...]:
        side = self.versions.before if former else self.versions.after
        known = {each[0 if former else 1].id: each for each in self._journeys}
        now = known[journey.id][1].id
        return tested(side.book, journey, self._of_journeys[now][0 if former else 1], side.ledger)

    # evidence

    def _unproven(self) -> Iterator[tuple[Change, list[int]]]:
        after = self.versions.after.book
        changed = {cause.subject.entity for cause in self.causes if cause.kind in {Kind.EVIDENCE, Kind.RESULT}}
        for place, cause in enumerate(self.causes):
            step = after.step(cause.subject.id) if cause.subject.noun == "touchpoint" else None
            if (
                cause.kind is not Kind.EMOTION
                or cause.field != "emotion"
                or not (step and cause.before and cause.after)
            ):
                continue
            was = self.versions.before.book.step(cause.subject.was or cause.subject.id)
            known = {self.versions.pairs.present(name) for name in steps.cited(was)} if was else set()
            fresh = [name for name in steps.cited(step) if name not in known and is_evidence(after, name)]
            if not fresh and not changed & {*steps.cited(step), *steps.metrics(step)}:
                yield replace(cause, kind=Kind.UNPROVEN, before=None, after=None, worse=None, effects=()), [place]

    def _aged(self) -> Iterator[Change]:
        """Evidence that held when the one version was written, and no longer does at the other."""
        before, after = self.versions.before, self.versions.after
        if before.day is None or after.day is None:
            return
        for was, now in self.versions.pairs.entities.items():
            old, new = before.book.evidence.get(was), after.book.evidence.get(now)
            last = (holds_until(before.book, old), holds_until(after.book, new)) if old and new else (None, None)
            if last[0] and last[1] and last[0] >= before.day and last[1] < after.day:
                held = Value(last[1].isoformat(), phrase("{day}", day=last[1]))
                yield Change(Kind.AGED, after.subject(now, was), "", held, worse=True, place=after.place(now, "date"))


def _near(book: Book, names: set[str]) -> set[str]:
    """What speaks of things, and what speaks of the promises and personas among that."""
    sources = {mention.source for name in names for mention in book.mentions(name)}
    between = {name for name in sources if name in book.promises or name in book.personas}
    return sources | {mention.source for name in between for mention in book.mentions(name)}


def _judged(subject: Subject, before: Verdict, after: Verdict) -> Change:
    """Another verdict of a promise, or at a touchpoint."""
    old, new = (Value(each.value, choice(each.value)) for each in (before, after))
    return Change(Kind.VERDICT, subject, "", old, new, worse=BETTER.index(after) < BETTER.index(before))


def _names(cause: Change, promises: set[str]) -> bool:
    """Whether a change of `keeps` or `breaks` names one of these promises."""
    raw = [each.raw for each in (cause.before, cause.after) if each]
    return any((each.get("promise") if isinstance(each, dict) else each) in promises for each in raw)


def _of_test(journey: Journey, test: Tested, present: Callable[[str], str]) -> tuple[object, ...]:
    """What a test asks for, however it is ordered among the others."""
    each = journey.expect[test.number]
    bounds = tuple(getattr(each, name) for name in Comparison)
    return (each.measure, present(each.promise) if each.promise else "", each.verdict, *bounds)


def _fell(measure: str, before: float | None, after: float | None) -> bool | None:
    if before is None or after is None:
        return None
    return after > before if measure in LESS_IS_BETTER else after < before
