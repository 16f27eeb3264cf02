"""The health wall as read from a book."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from journeybook.diagrams.speech import signed
from journeybook.diagrams.wall.view import STATES, Health, Row, Wall, Words
from journeybook.measures import Figure, Ledger, shown
from journeybook.measures.emotion import Lowest
from journeybook.measures.promises import by_journey
from journeybook.model import Book, Journey
from journeybook.model.choices import choice, counted
from journeybook.words import number, phrase

Verdicts = Mapping[str, int]


class Source(Struct, frozen=True):
    """What the wall is read from, in one language: of each journey its promises, its weakest touchpoint and its mean.

    `stakes` tells how many promises at stake in a journey stand how.
    """

    book: Book
    language: str
    link: Callable[[Any], str]
    stakes: Mapping[str, Verdicts]
    weakest: Mapping[str, Lowest | None]
    mean: Mapping[str, Figure]

    def say(self, words: Any) -> str:
        """The words in this language."""
        return str(words.say(self.language))


def wall(source: Source) -> Wall:
    """All journeys of a book, and the same in rows by their main persona."""
    found = {name: _health(source, each) for name, each in source.book.journeys.items()}
    by_persona: defaultdict[str, list[Health]] = defaultdict(list)
    for name, journey in source.book.journeys.items():
        by_persona[journey.persona].append(found[name])
    rows = [_row(source, persona, journeys) for persona, journeys in by_persona.items()]
    journeys = tuple(sorted(found.values(), key=lambda each: each.rank))
    return Wall(journeys, tuple(sorted(rows, key=lambda row: row.rank)), _words(source))


def stakes(ledger: Mapping[str, Ledger]) -> dict[str, Verdicts]:
    """How many promises at stake in each journey stand how; seen broken there, a promise is broken."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for entry in ledger.values():
        for journey, verdict in by_journey(entry.at).items():
            found[journey][verdict] += 1
    return {name: {state: counts[state] for state in STATES if counts[state]} for name, counts in found.items()}


def _row(source: Source, persona: str, journeys: list[Health]) -> Row:
    known = source.book.personas.get(persona)
    name, link = (source.say(known.label), source.link(known)) if known else (persona, "")
    return Row(name, link, tuple(sorted(journeys, key=lambda each: each.rank)))


def _health(source: Source, journey: Journey) -> Health:
    verdicts = source.stakes.get(journey.id, {})
    lowest, figure = source.weakest.get(journey.id), source.mean.get(journey.id)
    mean = figure.value if figure else None
    standing = "to_be" if journey.state == "to_be" and journey.status != "retired" else journey.status
    persona, title = source.book.personas.get(journey.persona), source.say(journey.label)
    told = Health(
        id=journey.id,
        title=title,
        persona=source.say(persona.label) if persona else journey.persona,
        weakest=lowest.emotion if lowest else None,
        weakest_words=_weakest(source, lowest) if lowest else "",
        mean=mean,
        mean_words=source.say(shown.value(figure)) if figure and mean is not None else "–",
        mean_short="–" if mean is None else number(mean, source.language, 1),
        verdicts=verdicts,
        worst=next((state for state in STATES if verdicts.get(state)), ""),
        standing=standing,
        standing_word=source.say(choice(standing)),
        link=source.link(journey),
        tip=title,
    )
    return replace(told, tip=_tip(source, told))


def _weakest(source: Source, lowest: Lowest) -> str:
    """The weakest link with its feeling, number and title."""
    return f"{signed(lowest.emotion, source.language)} · {lowest.number}. {source.say(lowest.title)}"


def _tip(source: Source, told: Health) -> str:
    """All that the wall says of a journey, in words."""
    promises = ", ".join(source.say(counted(state, count)) for state, count in told.verdicts.items())
    parts = [
        f"{told.title} ({told.persona})",
        source.say(phrase("weakest link {link}", link=told.weakest_words)) if told.weakest_words else "",
        source.say(phrase("mean {mean}", mean=told.mean_words)) if told.mean is not None else "",
        source.say(phrase("promises: {promises}", promises=promises)) if promises else "",
        told.standing_word,
    ]
    return " · ".join(part for part in parts if part)


def _words(source: Source) -> Words:
    return Words(
        {state: source.say(choice(state)) for state in STATES},
        {each: source.say(choice(each)) for each in ("draft", "validated", "live", "to_be", "retired")},
        source.say(phrase("weakest link")),
        source.say(phrase("promises")),
        source.say(phrase("mean")),
        source.say(phrase("number: the mean")),
        source.say(phrase("at the right: journeys with a broken promise / all")),
        tuple((emotion, signed(emotion, source.language)) for emotion in (-2, -1, 0, 1, 2)),
    )
