"""DOT becomes SVG for pages: many drawings in one run of the engine, none twice, and one that fails stops no other."""

from __future__ import annotations

import hashlib
import os
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from html import escape
from pathlib import Path

from journeybook import TEMPLATES, __version__
from journeybook.diagrams.drawing import Drawing
from journeybook.dot.engine import PURE, SECONDS, Failure, executable, is_late, run, version
from journeybook.dot.finish import inline, on_paper, standalone
from journeybook.dot.pictures import coloured, lacking, picture
from journeybook.problem import Place, Problem, Severity
from journeybook.words import phrase

__all__ = ["PURE", "RULE", "coloured", "draw", "executable", "lacking", "on_paper", "picture", "standalone"]

RULE = "drawing"
"""The name of all problems of what could not be drawn."""
AT_ONCE = min(len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1, 8)
"""What goes on side by side: a core each, but no more than memory has room for."""
TOGETHER = 24  # drawings in one run
MUCH = 1_000_000  # characters of DOT in one run: it waits in memory, and what the engine makes of it is as much again
PATIENCE = 3  # drawings that an engine may not finish in time before it is given up
LARGEST = 4_000_000  # bytes of DOT in one drawing; a map of 48 touchpoints has 300,000


@dataclass(frozen=True, eq=False)
class Drawn(Mapping[str, str]):
    """SVG by the name of the drawing; it stays where it is kept until somebody asks for it, since it is much."""

    keys_of: Mapping[str, str]
    kept: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.kept[self.keys_of[name]]

    def __contains__(self, name: object) -> bool:
        return name in self.keys_of

    def __iter__(self) -> Iterator[str]:
        return iter(self.keys_of)

    def __len__(self) -> int:
        return len(self.keys_of)


def maker(engine: str, templates: Path | None = None) -> str:
    """What makes pictures, to the letter: the program, the engine and its version."""
    return "\0".join((_program(templates), engine, version(engine) or ""))


def key_of(mark: str, made_by: str) -> str:
    """The name that the picture of a drawing is kept under, by the drawing's mark and what makes it."""
    return hashlib.sha256(f"{made_by}\0{mark}".encode()).hexdigest()


def draw(
    drawings: Iterable[Drawing],
    engine: str,
    kept: MutableMapping[str, str],
    templates: Path | None = None,
    at_once: int = AT_ONCE,
) -> tuple[Drawn, list[Problem]]:
    """The drawings as SVG for a page, by name, and what went wrong; the engine runs while more of them are made.

    `at_once` runs of it go on side by side. `kept` remembers SVG by a key of all that it was made from; what it holds
    already is not drawn again.
    """
    made_by = maker(engine, templates)
    keys: dict[str, str] = {}
    wanted = _wanted(drawings, made_by, kept, keys)
    if version(engine) is None:
        problems = [_no_engine(engine)] if list(wanted) else []
        return _of(keys, kept), problems
    problems = []
    for drawing, raw in _drawn(wanted, engine, at_once):
        if isinstance(raw, bytes):
            kept[keys[drawing.name]] = inline(raw.decode("utf-8", "replace"), drawing, templates)
        else:
            problems.append(_failed(drawing, raw))
    return _of(keys, kept), problems


def _of(keys: Mapping[str, str], kept: Mapping[str, str]) -> Drawn:
    return Drawn({name: key for name, key in keys.items() if key in kept}, kept)


def _wanted(
    drawings: Iterable[Drawing], made_by: str, kept: Mapping[str, str], keys: dict[str, str]
) -> Iterator[Drawing]:
    """The drawings that are not kept yet, each once; `keys` gets the key of every one by its name."""
    asked = set()
    for drawing in drawings:
        key = keys[drawing.name] = key_of(drawing.mark, made_by)
        if key not in kept and key not in asked:
            asked.add(key)
            yield drawing


def _drawn(drawings: Iterable[Drawing], engine: str, most: int) -> Iterator[tuple[Drawing, bytes | Failure]]:
    """Each drawing with the engine's SVG or why there is none, in the order of runs, which go on side by side.

    Only one run waits for those that go on, so that a book of any size fits into memory.
    """
    going: deque[tuple[list[Drawing], Future[list[bytes | Failure]]]] = deque()
    waited: list[Failure] = []
    runs = ThreadPoolExecutor(most)
    try:
        for batch in _batches(drawings, most):
            going.append((batch, runs.submit(_batch, batch, engine, waited)))
            if len(going) > most:
                yield from _ended(*going.popleft())
        while going:
            yield from _ended(*going.popleft())
    finally:
        runs.shutdown(wait=False, cancel_futures=True)  # whoever breaks off waits for no engine


def _ended(batch: list[Drawing], run: Future[list[bytes | Failure]]) -> Iterator[tuple[Drawing, bytes | Failure]]:
    return zip(batch, run.result(), strict=True)


def _batches(drawings: Iterable[Drawing], most: int) -> Iterator[list[Drawing]]:
    """Those whose places the engine finds apart: once a graph asks for edges first, the engine draws all later ones so.

    That would put the lines on a box beneath it. The last ones are shared out among `most` runs.
    """
    placed: list[Drawing] = []
    unplaced: list[Drawing] = []
    for drawing in drawings:
        kind = placed if drawing.width else unplaced
        kind.append(drawing)
        if len(kind) == TOGETHER or sum(len(each.dot) for each in kind) > MUCH:
            yield kind.copy()
            kind.clear()
    for kind in (placed, unplaced):
        yield from _shared(kind, most)


def _shared(drawings: list[Drawing], most: int) -> Iterator[list[Drawing]]:
    """The same in their order, in runs of about as much DOT: who has changed one page waits for these alone."""
    runs: list[list[Drawing]] = [[] for _ in range(most)]
    whole, before = sum(len(drawing.dot) for drawing in drawings), 0
    for drawing in drawings:
        runs[before * most // max(whole, 1)].append(drawing)
        before += len(drawing.dot)
    return (run for run in runs if run)


def _batch(drawings: list[Drawing], engine: str, waited: list[Failure]) -> list[bytes | Failure]:
    """Several in one run; if that does not give just these, each in a run of its own.

    An engine that was waited for in vain a few times (`waited`) is not tried any more: a book has many drawings.
    """
    if any(len(drawing.dot) > LARGEST for drawing in drawings) or len(drawings) == 1 or len(waited) >= PATIENCE:
        return [_single(drawing, engine, waited) for drawing in drawings]
    made = run(engine, "\n".join(drawing.dot for drawing in drawings), seconds=SECONDS + len(drawings))
    raws = _parted(made) if isinstance(made, bytes) else []
    if len(raws) == len(drawings) and all(map(_is_of, raws, drawings)):
        return list(raws)
    return [_single(drawing, engine, waited) for drawing in drawings]


def _single(drawing: Drawing, engine: str, waited: list[Failure]) -> bytes | Failure:
    if len(drawing.dot) > LARGEST:
        return phrase("it is too large")
    if len(waited) >= PATIENCE:
        return waited[0]
    made = run(engine, drawing.dot)
    if not isinstance(made, bytes):
        waited += [made] if is_late(made) else []
        return made
    raws = _parted(made)
    return raws[0] if raws and _is_of(raws[0], drawing) else phrase("the engine gave no drawing")


def _parted(made: bytes) -> list[bytes]:
    """The engine's answers to several graphs."""
    return made.split(b"<?xml")[1:]


def _is_of(raw: bytes, drawing: Drawing) -> bool:
    """Whether this is a whole drawing and the one that was asked for; the engine repeats its name."""
    title = escape(drawing.name).replace("-", "&#45;")
    return f"<title>{title}</title>".encode() in raw[:1500] and raw.rstrip().endswith(b"</svg>")


def _program(templates: Path | None) -> str:
    """The version of what finishes the drawings, to the letter, so that nothing kept is wrong after a change of it."""
    folders = [folder / "diagrams" for folder in (TEMPLATES, templates) if folder]
    files = [*Path(__file__).parent.glob("*.py"), *(file for folder in folders for file in folder.glob("*.svg.j2"))]
    code = b"".join(file.read_bytes() for file in sorted(files) if file.is_file())
    return __version__ + hashlib.sha256(code).hexdigest()


def _no_engine(engine: str) -> Problem:
    return Problem(
        rule=RULE,
        severity=Severity.WARNING,
        message=phrase("Nothing was drawn: the engine {engine} does not start, or does not answer.", engine=engine)
        if executable(engine)
        else phrase("Nothing was drawn: the engine {engine} is not installed.", engine=engine),
        place=Place("content/book.yml", 1, 1, 1, 1),
        hint=phrase("Install it, or take the line `engine:` out of content/book.yml."),
    )


def _failed(drawing: Drawing, why: Failure) -> Problem:
    return Problem(
        rule=RULE,
        severity=Severity.WARNING,
        message=phrase("“{title}” was not drawn: {why}.", title=drawing.title, why=why),
        place=drawing.place,
        hint=phrase("The page says the same in words; shorten what is drawn, or tell us what you found."),
    )
