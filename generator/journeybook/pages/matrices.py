"""The matrices of a book: who goes through what, which promise hangs where, how areas and channels feel."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import get_args

from journeybook.diagrams.matrix import Cell, Label, Matrix
from journeybook.diagrams.speech import signed
from journeybook.measures import feelings
from journeybook.measures.feelings import Feeling
from journeybook.measures.verdict import Verdict, worst
from journeybook.model import Entity
from journeybook.model.choices import choice
from journeybook.model.journey import Aim, Stage
from journeybook.model.touchpoint import Area
from journeybook.pages.edition import Edition
from journeybook.pages.page import Links
from journeybook.words import Phrase, joined, phrase

Key = tuple[str, str]
Late = Callable[[], Label]
"""What a row or a column is called, asked of those that are shown."""
MOST_SHOWN = 60  # rows, and columns; nobody reads a larger matrix, and its cells grow with the square of the book
FELT = phrase("A face is the mean feeling, the number beside it of how many touchpoints.")
TONES = phrase(
    "A face is the mean feeling, the number beside it of how many touchpoints; below it, how we sound there."
)
NO_FOOT = phrase("")


@dataclass(frozen=True, slots=True)
class Frame:
    """What a matrix is called, what its rows are, and, where both are words of the format, these words in order."""

    name: str
    title: Phrase
    corner: Phrase
    rows: Sequence[str] = ()
    columns: Sequence[str] = ()
    foot: Phrase = NO_FOOT


def personas_and_journeys(edition: Edition, link: Links) -> Matrix:
    """Who goes through what: as the main persona, or also."""
    book = edition.book
    main, also = _say(edition, phrase("main")), _say(edition, phrase("also"))
    cells = {
        (journey.id, name): Cell(main, "main") if name == journey.persona else Cell(also, "also")
        for journey in book.journeys.values()
        for name in journey.personas
    }
    journeys, personas = list(book.journeys.values()), list(book.personas.values())
    frame = Frame("personas-journeys", phrase("Who goes through what"), phrase("Journey"))
    return _matrix(edition, frame, _labels(edition, journeys, link), _labels(edition, personas, link), cells)


def journeys_and_promises(edition: Edition, link: Links) -> Matrix:
    """Which promises hang on which journeys, with the worst verdict there, or that they are made there."""
    made = Cell(_say(edition, phrase("made here")), "made")
    every = (step for journey in edition.book.journeys.values() for step in journey.steps)
    cells = {(step.journey, promise): made for step in every for promise in step.touchpoint.makes}
    for entry in edition.facts.ledger.values():
        verdicts: defaultdict[str, list[Verdict]] = defaultdict(list)
        promise, whole = entry.promise, entry.verdict
        for step in (*entry.keeping, *entry.witnessed):
            verdicts[step.journey].append(entry.standing(step.id) or whole)
        for journey, found in verdicts.items():
            state = worst(found)
            cells[journey, promise] = Cell(_say(edition, choice(state)), state.value)
    journeys, promises = list(edition.book.journeys.values()), list(edition.book.promises.values())
    frame = Frame("journeys-promises", phrase("Which promises hang on which journeys"), phrase("Journey"))
    return _matrix(edition, frame, _labels(edition, journeys, link), _labels(edition, promises, link), cells)


def promises_and_actors(edition: Edition, link: Links) -> Matrix:
    """Who has to keep which promise, with the worst verdict where that actor has a part."""
    states: defaultdict[Key, list[Verdict]] = defaultdict(list)
    here: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for actor, parts in edition.facts.parts.items():
        for part in parts:
            here[part.step.id][actor] = None
    for entry in edition.facts.ledger.values():
        promise, whole = entry.promise, entry.verdict
        for step in entry.keeping:
            verdict = entry.standing(step.id) or whole
            for actor in here[step.id]:
                states[promise, actor].append(verdict)
    cells = {key: _verdict_cell(edition, verdicts) for key, verdicts in states.items() if verdicts}
    promises = list(edition.book.promises.values())
    met = {actor for _, actor in cells}
    actors = [actor for actor in edition.book.actors.values() if actor.id in met]
    frame = Frame("promises-actors", phrase("Who has to keep which promise"), phrase("Promise"))
    return _matrix(edition, frame, _labels(edition, promises, link), _labels(edition, actors, link), cells)


def areas_and_stages(edition: Edition, link: Links) -> Matrix:
    """How the five areas of experience feel at each stage of the customer's life."""
    frame = Frame("areas-stages", phrase("Areas and stages"), phrase("Area"), get_args(Area), get_args(Stage), FELT)
    return _felt(edition, frame, feelings.AREAS_STAGES)


def channels_and_aims(edition: Edition, link: Links) -> Matrix:
    """How each channel feels for each thing that customers are up to."""
    frame = Frame("channels-aims", phrase("Channels and aims"), phrase("Channel"), (), get_args(Aim), FELT)
    return _felt(edition, frame, feelings.CHANNELS_AIMS)


def channels_and_stages(edition: Edition, link: Links) -> Matrix:
    """How each channel feels at each stage, and how many tones it speaks in: consistency."""
    title = phrase("Channels and stages, with tone")
    frame = Frame("channels-stages", title, phrase("Channel"), (), get_args(Stage), TONES)
    return _felt(edition, frame, feelings.CHANNELS_STAGES)


def _felt(edition: Edition, frame: Frame, by: tuple[str, str]) -> Matrix:
    """The mean feeling of the touchpoints of journeys that count, and how many they are, by two of their properties."""
    found = edition.facts.felt[" ".join(by)]
    cells = {where: _feeling_cell(edition, here) for where, here in found.items() if all(where)}
    named = [
        {
            word: partial(Label, _say(edition, choice(word)))
            for word in words or dict.fromkeys(where[side] for where in found)
            if any(where[side] == word for where in cells)
        }
        for side, words in enumerate((frame.rows, frame.columns))
    ]
    return _matrix(edition, frame, named[0], named[1], cells)


def _feeling_cell(edition: Edition, here: Feeling) -> Cell:
    count = str(here.count)
    if here.mean is None:
        return Cell(count)
    word, feeling = f"{signed(here.mean, edition.language)} (n = {count})", float(here.level)
    tones = {edition.say(tone): tone for tone in here.tones}
    if not tones:
        return Cell(word, feeling=feeling, note=count)
    told = joined(", ", *tones.values())
    said = joined(" · ", word, told)
    return Cell(_say(edition, said), feeling=feeling, note=count, below=told.say(edition.language), said=said)


def _verdict_cell(edition: Edition, verdicts: Sequence[Verdict]) -> Cell:
    state = worst(verdicts).value
    return Cell(_say(edition, choice(state)), state)


def _labels(edition: Edition, entities: Iterable[Entity], link: Links) -> dict[str, Late]:
    return {entity.id: partial(_label, edition, entity, link) for entity in entities}


def _label(edition: Edition, entity: Entity, link: Links) -> Label:
    return Label(edition.say(entity.label), link(entity), entity.label)


def _matrix(
    edition: Edition, frame: Frame, along: Mapping[str, Late], across: Mapping[str, Late], cells: Mapping[Key, Cell]
) -> Matrix:
    left_out = sum(max(len(side) - MOST_SHOWN, 0) for side in (along, across))
    rows, columns = _fullest(along, 0, cells), _fullest(across, 1, cells)
    at = [{key: number for number, key in enumerate(side)} for side in (rows, columns)]
    placed = {
        (at[0][row], at[1][column]): cell for (row, column), cell in cells.items() if row in at[0] and column in at[1]
    }
    title, corner = _say(edition, frame.title), _say(edition, frame.corner)
    sides = tuple(rows.values()), tuple(columns.values())
    return Matrix(f"matrix-{frame.name}", title, corner, *sides, placed, _say(edition, frame.foot), left_out)


def _fullest(labels: Mapping[str, Late], side: int, cells: Mapping[Key, Cell]) -> Mapping[str, Label]:
    """The rows or columns with the most cells, in their order, where there are too many to be read."""
    count = Counter(where[side] for where in cells)
    kept = set(sorted(labels, key=lambda key: -count[key])[:MOST_SHOWN])
    return {key: label() for key, label in labels.items() if key in kept}


def _say(edition: Edition, words: Phrase) -> str:
    return words.say(edition.language)
