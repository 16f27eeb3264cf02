"""What each kind of drawing costs us, beside what the layout engine takes for the same DOT.

python3 run.py bench drawings                  every drawing of the shipped book, as a build makes them
python3 run.py bench drawings --rounds 20      the least of more rounds

Ours is making it (where things stand: texts measured and wrapped, boxes, curves; and their DOT through the templates)
and finishing it (the engine's SVG made fit for a page). How texts were wrapped is forgotten before each round, as a
build has it; templates are compiled and the book's figures known, which a build does once for all drawings. The
engine's is the processor time that more graphs take in a run that goes on already: in a build many share one.
"""

from __future__ import annotations

import argparse
import re
import resource
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import books
from journeybook.diagrams.drawing import Drawing
from journeybook.dot.engine import run
from journeybook.dot.finish import inline
from journeybook.load import load
from journeybook.model import Book
from journeybook.pages import DRAWN
from journeybook.pages.edition import Edition, edition
from journeybook.pages.facts import Facts
from journeybook.scene import measure, wrap

SHIPPED = Path(__file__).parents[1]
ROUNDS = 10
ENOUGH = 60  # graphs in a run of the engine
_PARTS = re.compile(r"-(?:lanes|names|scale)$")  # what stands still beside a drawing that is moved


@dataclass(frozen=True)
class Cost:
    """How many drawings there are of a kind, and ms of processor time for all of them."""

    count: int
    made: float
    finished: float
    engine: float

    @property
    def own(self) -> float:
        """All that is ours."""
        return self.made + self.finished

    @property
    def ratio(self) -> float:
        """Ours beside the engine's."""
        return self.own / self.engine


def costs(root: Path, rounds: int = ROUNDS) -> dict[str, Cost]:
    """What each kind of drawing of a book costs, in its first language."""
    book, _ = load(root, books.DAY)
    spoken = edition(Facts(book), book.languages[0])
    kinds = _by_kind(book, [drawing for drawing, _ in _making(spoken)])
    drawings = [each for of_a_kind in kinds.values() for each in of_a_kind]
    raws = [_raw(spoken, [each]) for each in drawings]
    made = _least(lambda: _made(spoken), rounds)
    finished = _least(lambda: _finished(drawings, raws), rounds)
    once = _least(lambda: {kind: _laid_out(spoken, each, 1) for kind, each in kinds.items()}, rounds)
    often = _least(lambda: {kind: _laid_out(spoken, each, 1 + _more(each)) for kind, each in kinds.items()}, rounds)
    return {
        kind: Cost(
            len(each),
            sum(made[drawing.name] for drawing in each),
            sum(finished[drawing.name] for drawing in each),
            (often[kind] - once[kind]) / _more(each),
        )
        for kind, each in kinds.items()
    }


def _by_kind(book: Book, drawings: Sequence[Drawing]) -> Mapping[str, Sequence[Drawing]]:
    """The drawings by what is left of their names without what they show."""
    shown = "|".join(sorted((entity.id for entity in book.entities), key=len, reverse=True))
    thing = re.compile(rf"-(?:{shown})$")
    kinds = defaultdict[str, list[Drawing]](list)
    for drawing in drawings:
        kinds[thing.sub("", _PARTS.sub("", drawing.name))].append(drawing)
    return kinds


def _making(spoken: Edition) -> Iterator[tuple[Drawing, float]]:
    """Each drawing that a build makes, and the ms it took."""
    for module in DRAWN:
        drawings = iter(module.drawings(spoken))
        began = time.process_time()
        for drawing in drawings:
            yield drawing, (time.process_time() - began) * 1000
            began = time.process_time()


def _made(spoken: Edition) -> Mapping[str, float]:
    """The ms that each drawing took that was made while nothing was known of the texts in them."""
    _forget()
    next(_making(spoken))  # lest the first pays for what it costs to forget
    _forget()
    return {drawing.name: took for drawing, took in _making(spoken)}


def _forget() -> None:
    wrap.lines.cache_clear()
    wrap._pieces.cache_clear()
    for face in measure.Face:
        measure.of_face(face).clear()


def _finished(drawings: Sequence[Drawing], raws: Sequence[str]) -> Mapping[str, float]:
    found = {}
    for drawing, raw in zip(drawings, raws, strict=True):
        began = time.process_time()
        inline(raw, drawing)
        found[drawing.name] = (time.process_time() - began) * 1000
    return found


def _more(drawings: Sequence[Drawing]) -> int:
    """How many more times drawings are laid out in a run, so that its time stands out from the steps of the clock."""
    return -(-ENOUGH // len(drawings))


def _laid_out(spoken: Edition, drawings: Sequence[Drawing], times: int) -> float:
    """The ms that one run of the engine takes, its start too."""
    began = _of_children()
    _raw(spoken, [*drawings] * times)
    return (_of_children() - began) * 1000


def _raw(spoken: Edition, drawings: Sequence[Drawing]) -> str:
    made = run(spoken.book.settings.engine, "\n".join(drawing.dot for drawing in drawings), seconds=600)
    assert isinstance(made, bytes), made
    return made.decode()


def _of_children() -> float:
    """The processor time of all processes that have ended, in s."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _least(measured: Callable[[], Mapping[str, float]], rounds: int) -> Mapping[str, float]:
    """The least that each thing took in any round."""
    taken = [measured() for _ in range(rounds)]
    return {name: min(each[name] for each in taken) for name in taken[0]}


def main() -> None:
    """Print a table of what each kind costs."""
    words = argparse.ArgumentParser(prog="python3 run.py bench drawings", description="What drawings cost.")
    words.add_argument("--rounds", type=int, default=ROUNDS, help="of which the least counts")
    words.add_argument("--root", type=Path, default=SHIPPED, help="the folder of the book")
    asked = words.parse_args()
    print("Processor time for one drawing, in ms:\n")
    print("| kind | drawings | made | finished | ours | engine's | ours ÷ engine's |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for kind, cost in costs(asked.root, asked.rounds).items():
        each = (f"{spent / cost.count:.2f}" for spent in (cost.made, cost.finished, cost.own, cost.engine))
        print(f"| {kind} | {cost.count} | {' | '.join(each)} | {cost.ratio:.2f} |")


if __name__ == "__main__":
    main()
