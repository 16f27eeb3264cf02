"""From the book to what a journey's blueprint says."""

from __future__ import annotations

from collections.abc import Iterator

from journeybook.diagrams.blueprint.hands import Actors, hands
from journeybook.diagrams.blueprint.view import BlueprintView, Box, Note, Words
from journeybook.diagrams.journey_map.about import of_entity, of_step
from journeybook.diagrams.journey_map.reading import head
from journeybook.diagrams.journey_map.source import Source
from journeybook.diagrams.speech import duration_words, signed
from journeybook.measures import Verdict
from journeybook.measures.steps import causes
from journeybook.model import Journey, Lanes, Step
from journeybook.model.channels import CHANNELS
from journeybook.model.choices import choice
from journeybook.model.touchpoint import SIDES, Part
from journeybook.words import percent, phrase

FAILS, WAITS = "broken", "at_risk"


def is_told(journey: Journey) -> bool:
    """Whether anything is told of who does what on the company's side."""
    return any(lanes.parts for lanes in _all_lanes(journey))


def _all_lanes(journey: Journey) -> Iterator[Lanes]:
    for phase in journey.phases:
        yield phase
        yield from phase.touchpoints


def view_of(source: Source) -> BlueprintView:
    """The whole blueprint of a journey."""
    journey, actors = source.journey, _actors(source.journey)
    found, told = hands(journey.steps, actors)
    phases = tuple(head(source, number, phase) for number, phase in enumerate(journey.phases, start=1))
    by_phase = [[step for step in journey.steps if step.phase_number == phase.number] for phase in phases]
    return BlueprintView(
        title=source.say(phrase("Service blueprint of the journey “{title}”", title=journey.label)),
        description=_description(source),
        phases=phases,
        columns=tuple(tuple(tuple(_column(source, step, actors, told)) for step in steps) for steps in by_phase),
        whole=tuple(tuple(_whole(source, n, phase)) for n, phase in enumerate(journey.phases, start=1)),
        hands=found,
        words=_words(source),
        place=source.book.place(journey.id),
    )


def _actors(journey: Journey) -> Actors:
    """Who stands in which box of each touchpoint."""
    return {
        step.number: [
            (f"{step.number}-{side}-{place}", side, part)
            for side in SIDES
            for place, part in enumerate(getattr(step.touchpoint, side), start=1)
        ]
        for step in journey.steps
    }


def _column(source: Source, step: Step, actors: Actors, told: set[str]) -> Iterator[Box]:
    """The boxes of a touchpoint from what the customer sees down to what supports those who serve."""
    for place, words in enumerate(step.touchpoint.props, start=1):
        yield Box(f"{step.number}-props-{place}", "props", source.say(words), link=f"#{step.touchpoint.id}")
    said = tuple(notes(source, step))
    yield _customer(source, step, said)
    blamed = {cause.actor for cause in causes(step) if cause.actor} if any(n.state == FAILS for n in said) else set()
    for key, side, part in actors[step.number]:
        states = (FAILS,) if part.actor in blamed else ()
        yield _box(source, key, side, part, key not in told, states)


def _customer(source: Source, step: Step, notes: tuple[Note, ...]) -> Box:
    touchpoint = step.touchpoint
    channel = "absent" if touchpoint.contact == "absent" else touchpoint.channel
    named = source.say(choice(channel)) if channel else ""
    title = source.say(touchpoint.title)
    facts = [f"{step.number}. {title}", named, *(note.words for note in notes)]
    return Box(
        key=f"{step.number}-customer",
        lane="customer",
        title=title,
        text=source.say(touchpoint.doing),
        above=f"{step.number} · {named}" if named else str(step.number),
        icon="none" if channel == "absent" else channel if channel in CHANNELS else "other" if channel else "",
        notes=notes,
        states=tuple(dict.fromkeys(note.state for note in notes if note.state)),
        link=f"#{touchpoint.id}",
        tip=" · ".join(fact for fact in facts if fact),
        anchor=f"blueprint-{touchpoint.id}",
        missing=touchpoint.contact == "absent",
        about=of_step(source.book, step),
    )


def notes(source: Source, step: Step) -> Iterator[Note]:
    """Where it fails (stated, felt, or a promise broken) and how long the customer waits.

    A fail point is where a service is likely to break down (Shostack 1984), and not each that has ever failed: a rate
    below the book's threshold is told without the mark.
    """
    touchpoint, language, limits = step.touchpoint, source.language, source.book.settings.thresholds
    if rate := touchpoint.failure_rate:
        told = source.say(phrase("fails in {share}", share=percent(rate, language)))
        yield Note(FAILS if rate >= limits.fails else "", told)
    if touchpoint.emotion is not None and touchpoint.emotion <= limits.bad:
        yield Note(FAILS, source.say(phrase("feels {emotion}", emotion=signed(touchpoint.emotion, language))))
    if broken := list(_broken(source, step)):
        yield Note(FAILS, source.say(phrase("breaks {promises}", promises=", ".join(broken))))
    if touchpoint.wait:
        yield Note(WAITS, source.say(phrase("waits {time}", time=duration_words(touchpoint.wait, language))))


def _broken(source: Source, step: Step) -> Iterator[str]:
    """The promises that are broken here, each once, in quotation marks."""
    touchpoint = step.touchpoint
    witnessed = [breach.promise for breach in touchpoint.breaks]
    for name in dict.fromkeys([*touchpoint.keeps, *witnessed]):
        entry = source.ledger.get(name)
        if name in witnessed or (entry and (entry.standing(step.id) or entry.verdict) == Verdict.broken):
            yield source.say(phrase("“{words}”", words=source.label(name)))


def _box(
    source: Source, key: str, lane: str, part: Part, untold: bool, states: tuple[str, ...] = ()
) -> Box:  # fmt: skip
    """What an actor does; to whom, if no arrow tells it."""
    nobody = source.say(phrase("nobody – to assign"))
    title, does = source.label(part.actor) if part.actor else nobody, source.say(part.does)
    to = f"→\xa0{source.label(part.to)}" if part.to else ""
    text = " ".join(words for words in (does, to if untold else "") if words)
    tip = ": ".join(words for words in (title, " ".join(word for word in (does, to) if word)) if words)
    link = source.to(part.actor) if part.actor else ""
    about = (of_entity("actor", part.actor),) if part.actor and link else ()
    return Box(key, lane, title, text, states=states, link=link, tip=tip, missing=not part.actor, about=about)


def _whole(source: Source, number: int, phase: Lanes) -> Iterator[Box]:
    """What is told of the phase as a whole."""
    for place, words in enumerate(phase.props, start=1):
        yield Box(f"phase-{number}-props-{place}", "props", source.say(words))
    for side in SIDES:
        for place, part in enumerate(getattr(phase, side), start=1):
            yield _box(source, f"phase-{number}-{side}-{place}", side, part, untold=True)


def _description(source: Source) -> str:
    return source.say(
        phrase("Who does what at each touchpoint, in sight of the customer and behind; the same stands below as text.")
    )


def _words(source: Source) -> Words:
    say = source.say
    return Words(
        lanes={
            "props": say(phrase("Sees and holds")),
            "customer": say(phrase("Customer")),
            "frontstage": say(phrase("Frontstage")),
            "backstage": say(phrase("Backstage")),
            "support": say(phrase("Support")),
        },
        lines={
            "frontstage": say(phrase("line of interaction")),
            "backstage": say(phrase("line of visibility")),
            "support": say(phrase("line of internal interaction")),
        },
        fails=say(phrase("fail point")),
        waits=say(phrase("waiting")),
        one_way=say(phrase("done for")),
        two_way=say(phrase("exchange")),
    )
