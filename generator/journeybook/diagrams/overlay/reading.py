"""From two journeys to what the drawing of their change says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from msgspec.structs import replace

from journeybook.diagrams.journey_map.cells import gauges
from journeybook.diagrams.journey_map.promises import kept
from journeybook.diagrams.journey_map.reading import head, words
from journeybook.diagrams.journey_map.source import Source, Told, told
from journeybook.diagrams.journey_map.view import LaneView, MapView, PhaseView
from journeybook.diagrams.overlay.compared import Change, Kind, PhaseChange, compared
from journeybook.diagrams.overlay.facts import facts, feeling
from journeybook.diagrams.overlay.view import ChangeCard, Course, OverlayView, PhaseTurn, Turn, Words
from journeybook.model import LANES, Phase, Step
from journeybook.words import Phrase, phrase, phrases

COUNTS: dict[Kind, Callable[[int], Phrase]] = {
    Kind.ADDED: lambda n: phrases("{count} added", "{count} added", n),
    Kind.REMOVED: lambda n: phrases("{count} removed", "{count} removed", n),
    Kind.CHANGED: lambda n: phrases("{count} changed", "{count} changed", n),
}
KINDS = {
    Kind.ADDED: phrase("added"), Kind.REMOVED: phrase("removed"), Kind.CHANGED: phrase("changed"),
    Kind.SAME: phrase("unchanged"),
}  # fmt: skip


def view_of(before: Source, after: Source, emptied: bool = False) -> OverlayView:
    """The change from one journey to another; phases without change are folded but for those beside a changed one."""
    found = compared(before.journey, after.journey, emptied)
    turns = [_turn(before, after, each, emptied) for each in found]
    places = _shown([not turn.stays for turn in turns])
    heads = tuple(_head(before, after, found[place]) for place in places)
    shown = tuple(turns[place] for place in places)
    title = phrase("What changes from “{before}” to “{after}”", before=before.journey.label, after=after.journey.label)
    counts = tuple(_counts(after, turns))
    return OverlayView(
        MapView(
            title=after.say(title),
            description=", ".join(words for _, words in counts),
            lanes=_lanes(after, shown),
            phases=heads,
            words=words(after),
            place=after.book.place(after.journey.id),
        ),
        shown,
        _words(after, counts, len(found) - len(places)),
    )


def _shown(changed: Sequence[bool]) -> list[int]:
    """The places that are shown: changed ones and their neighbours."""
    return [place for place in range(len(changed)) if any(changed[max(place - 1, 0) : place + 2])]


def _counts(source: Source, turns: Sequence[PhaseTurn]) -> Iterator[tuple[Kind, str]]:
    counts = Counter(card.kind for turn in turns for card in turn.cards)
    for kind, counted in COUNTS.items():
        if counts[kind]:
            yield kind, source.say(counted(counts[kind]))


def _head(before: Source, after: Source, found: PhaseChange) -> PhaseView:
    if found.after:
        return head(after, found.number, found.after)
    assert found.before
    gone = head(before, found.number, found.before)
    title = after.say(phrase("{title} (removed)", title=gone.title))
    return replace(gone, title=title, link="")


def _turn(before: Source, after: Source, found: PhaseChange, emptied: bool) -> PhaseTurn:
    was, now = _told(before, found.before), _told(after, found.after)
    old, new = kept(before, was), kept(after, now)
    past, present = gauges(before, was), gauges(after, now)
    courses = [Course(past.get(name), present.get(name)) for name in ({**past, **present} if emptied else present)]
    return PhaseTurn(
        tuple(_card(before, after, change) for change in found.changes),
        tuple(Turn(old.get(name), new.get(name)) for name in ({**old, **new} if emptied else new)),
        tuple(course for course in courses if not course.stays),
    )


def _told(source: Source, phase: Phase | None) -> tuple[Told, ...]:
    if phase is None:
        return ()
    steps = tuple(step for step in source.journey.steps if step.phase is phase)
    return told(phase, steps)


def _card(before: Source, after: Source, change: Change) -> ChangeCard:
    source, step = (after, change.after) if change.after else (before, change.before)
    assert step
    title = source.say(step.touchpoint.title)
    was = before.say(change.before.touchpoint.title) if change.before else ""
    told = tuple(facts(before, after, change.differences))
    said = tuple(map(after.say, told))
    tip = " · ".join([f"{after.say(KINDS[change.kind])}: {title}", *said])
    return ChangeCard(
        kind=change.kind,
        title=title,
        was=was if change.kind is Kind.CHANGED and was != title else "",
        said=(step.touchpoint.title, change.before.touchpoint.title if change.before else None, told),
        feeling=feeling(after, change),
        facts=said,
        before=_emotion(change.before),
        after=_emotion(change.after),
        moment=step.touchpoint.moment_of_truth,
        link=f"#{step.touchpoint.id}" if change.after else before.link(before.journey),
        tip=tip,
    )


def _emotion(step: Step | None) -> float | None:
    return step.touchpoint.emotion if step else None


def _lanes(source: Source, turns: Sequence[PhaseTurn]) -> tuple[LaneView, ...]:
    cards = [card for turn in turns for card in turn.cards]
    filled = {
        "doing": bool(cards),
        "feeling": any(card.before is not None or card.after is not None for card in cards),
        "promises": any(turn.promises for turn in turns),
        "metrics": any(turn.metrics for turn in turns),
    }
    return tuple(LaneView(lane.field, source.say(lane.name), lane.icon) for lane in LANES if filled.get(lane.field))


def _words(source: Source, counts: tuple[tuple[Kind, str], ...], folded: int) -> Words:
    hidden = phrases("{count} phase without change is folded", "{count} phases without change are folded", folded)
    return Words(
        kinds={kind: source.say(words) for kind, words in KINDS.items()},
        counts=counts,
        folded=source.say(hidden) if folded else "",
        before=source.say(phrase("before")),
        after=source.say(phrase("after")),
        removed=source.say(KINDS[Kind.REMOVED]),
    )
