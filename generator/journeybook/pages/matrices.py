"""The matrices of a book: who goes through what, which promise hangs where, how areas and channels feel."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import get_args

from msgspec import Struct

from journeybook.diagrams.matrix import Cell, Label, Matrix
from journeybook.diagrams.speech import signed
from journeybook.measures import feelings
from journeybook.measures.feelings import Feeling
from journeybook.measures.verdict import Verdict
from journeybook.model import Entity
from journeybook.model.choices import choice
from journeybook.model.journey import Aim, Stage
from journeybook.model.touchpoint import Area
from journeybook.pages.crossings import MADE, Crossing, Key, crossing
from journeybook.pages.edition import Edition
from journeybook.pages.page import Links
from journeybook.words import Phrase, joined, phrase

Late = Callable[[], Label]
"""What a row or a column is called, asked of those that are shown."""
FELT = phrase("A face is the mean feeling, the number beside it of how many touchpoints.")
TONES = phrase(
    "A face is the mean feeling, the number beside it of how many touchpoints; below it, how we sound there."
)
NO_FOOT = phrase("")


class Frame(Struct, frozen=True):
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
    book = edition.book
    frame = Frame("journeys-promises", phrase("Which promises hang on which journeys"), phrase("Journey"))
    return _standing(edition, frame, edition.facts.hanging, book.journeys, book.promises, link)


def promises_and_actors(edition: Edition, link: Links) -> Matrix:
    """Who has to keep which promise, with the worst verdict where that actor has a part."""
    book = edition.book
    frame = Frame("promises-actors", phrase("Who has to keep which promise"), phrase("Promise"))
    return _standing(edition, frame, edition.facts.keeping, book.promises, book.actors, link)


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


def _standing(
    edition: Edition,
    frame: Frame,
    met: Crossing[str],
    along: Mapping[str, Entity],
    across: Mapping[str, Entity],
    link: Links,
) -> Matrix:
    """The verdicts where two kinds of things meet."""
    words = {state: choice(state) for state in Verdict} | {MADE: phrase("made here")}
    cells = {key: Cell(_say(edition, words[state]), state) for key, state in met.cells.items()}
    labels = (
        _labels(edition, [things[name] for name in names], link)
        for names, things in ((met.rows, along), (met.columns, across))
    )
    return _placed(edition, frame, Crossing(met.rows, met.columns, cells, met.left_out), *labels)


def _labels(edition: Edition, entities: Iterable[Entity], link: Links) -> dict[str, Late]:
    return {entity.id: partial(_label, edition, entity, link) for entity in entities}


def _label(edition: Edition, entity: Entity, link: Links) -> Label:
    return Label(edition.say(entity.label), link(entity), entity.label)


def _matrix(
    edition: Edition, frame: Frame, along: Mapping[str, Late], across: Mapping[str, Late], cells: Mapping[Key, Cell]
) -> Matrix:
    return _placed(edition, frame, crossing(along, across, cells), along, across)


def _placed(
    edition: Edition, frame: Frame, met: Crossing[Cell], along: Mapping[str, Late], across: Mapping[str, Late]
) -> Matrix:
    at = [{key: number for number, key in enumerate(side)} for side in (met.rows, met.columns)]
    placed = {(at[0][row], at[1][column]): cell for (row, column), cell in met.cells.items()}
    title, corner = _say(edition, frame.title), _say(edition, frame.corner)
    sides = tuple(along[name]() for name in met.rows), tuple(across[name]() for name in met.columns)
    return Matrix(f"matrix-{frame.name}", title, corner, *sides, placed, _say(edition, frame.foot), met.left_out)


def _say(edition: Edition, words: Phrase) -> str:
    return words.say(edition.language)
