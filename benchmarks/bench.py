"""The benchmark: books of growing size, every stage a journey, held against floors of the same run.

python3 run.py bench                       10 and 100 journeys: some minutes
python3 run.py bench --sizes 100,1000      whatever sizes you like
python3 run.py bench --keep                the table goes into benchmarks/README.md
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

import books
import rivals

HERE = Path(__file__).parent
README = HERE / "README.md"
START, END = "<!-- results -->\n", "<!-- end of results -->"
STAGES = ("load", "check", "measures", "pages", "mkdocs", "geometry", "engine and finish")
LARGE = 100  # journeys: in a smaller book, what is done once for the whole of it hides how costs grow
DRAWN = 12  # journeys whose drawings are made: each costs the same

ASIDE = ("lines", "search")  # what is told of a book and its site beside what each stage costs
EDITS: Mapping[str, tuple[str, Callable[[re.Match[str]], str]]] = {
    "edit of words": (r"doing:(\s+en:)? ", lambda words: f"{words[0]}now "),
    "edit of a feeling": (r"emotion: \S+", lambda words: f"emotion: {-1.5 if words[0].endswith('1.5') else 1.5}"),
    "edit of a title": (r"title:(\s+en:)? ", lambda words: f"{words[0]}Now "),
}
"""What somebody does to a journey: what only its page tells, what figures follow from, what others call it by."""

Costs = dict[str, dict[str, float]]


def main() -> None:
    """Measure what the words ask for, print the table, and keep it if told so."""
    asked = _asked()
    results: dict[int, Costs] = {}
    with tempfile.TemporaryDirectory(prefix="journeybook-bench-") as scratch:
        for size in asked.sizes:
            results[size] = _measured(size, Path(scratch) / str(size), asked)
    table = "\n".join(_told(results))
    print(table)
    if asked.keep:
        before, _, rest = README.read_text("utf-8").partition(START)
        README.write_text(f"{before}{START}\n{table}\n\n{END}{rest.partition(END)[2]}", "utf-8")


def _asked() -> argparse.Namespace:
    words = argparse.ArgumentParser(prog="python3 run.py bench", description="Measure how a book's size costs time.")
    words.add_argument("--sizes", type=_sizes, default=[10, 100], help="numbers of journeys: 10,100,1000,3000")
    words.add_argument("--languages", default="en", help="the book's languages: en,pl")
    words.add_argument("--dense", action="store_true", help="few actors, promises and metrics, named by all journeys")
    words.add_argument("--stock", type=int, default=100, help="the largest book for stock MkDocs: it is quadratic")
    words.add_argument("--rivals", action="store_true", help="StrictDoc and Sphinx-Needs too, where installed")
    words.add_argument("--keep", action="store_true", help="write the table into benchmarks/README.md")
    return words.parse_args()


def _sizes(typed: str) -> list[int]:
    return sorted({int(word) for word in typed.split(",")})


def _measured(size: int, folder: Path, asked: argparse.Namespace) -> Costs:
    """All figures of one size; a process each, so that none pays for another's memory."""
    _say(f"{size} journeys: writing the book")
    root, out = folder / "book", folder / "site"
    lines = 0
    for name, text in books.files(size, tuple(asked.languages.split(",")), dense=asked.dense):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
        lines += text.count("\n")
    _say(f"{size} journeys: first build, stage by stage")
    found: Costs = {"lines": {"out": lines}}
    found |= _run("stages.py", "cold", root, out, min(size, DRAWN))
    found |= _floors(size, out, folder, asked)
    found |= _edits(size, root, folder / "whole")
    for name in rivals.installed() if asked.rivals else ():
        _say(f"{size} documents: {name}")
        found |= _run("rivals.py", name, size, _made(folder / name))
    return found


def _floors(size: int, out: Path, folder: Path, asked: argparse.Namespace) -> Costs:
    _say(f"{size} journeys: what to hold it against")
    found = _run("floors.py", "writing", out, _made(folder / "written"))
    found |= _run("floors.py", "empty", _made(folder / "empty"))
    if size <= asked.stock:
        found |= _run("floors.py", "stock", out, _made(folder / "stock"))
    return found


def _edits(size: int, root: Path, out: Path) -> Costs:
    """Whole builds, drawings and all: the first, a second with nothing changed, and one after each kind of edit."""
    if size > 100:
        _say(f"{size} journeys: a whole build takes long; be patient")
    found = {"whole build": _run("stages.py", "warm", root, out)["build"]}
    found["nothing changed"] = _run("stages.py", "warm", root, out)["build"]
    path = root / "journeys" / "journey-0001.yml"
    for name, (words, others) in EDITS.items():
        path.write_text(re.sub(words, others, path.read_text("utf-8"), count=1), "utf-8")
        found[name] = _run("stages.py", "warm", root, out)["build"]
    return found | _run("stages.py", "again", root, out)


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder


def _run(script: str, *words: object) -> Costs:
    command = [sys.executable, str(HERE / script), *(str(word) for word in words)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    found: Costs = json.loads(done.stdout.decode().splitlines()[-1])
    return found


def _told(results: Mapping[int, Costs]) -> Iterator[str]:
    """The tables in Markdown."""
    sizes = list(results)
    yield f"{platform.system()}, {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}."
    yield "\nProcessor time a journey, in ms:\n"
    yield "| stage | " + " | ".join(f"{size:,} journeys" for size in sizes) + " | grows with |"
    yield "| --- |" + " ---: |" * (len(sizes) + 1)
    names = dict.fromkeys(name for costs in results.values() for name in costs if name not in ASIDE)
    for name in names:
        cells = [_each(name, size, results[size]) for size in sizes]
        yield f"| {name} | {' | '.join(cells)} | {_growth(name, results)} |"
    yield "\n`grows with`: the exponent e of cost ~ journeys^e, from 100 journeys on where it can be; 1 is linear.\n"
    yield from _ratios(results)


def _each(name: str, size: int, costs: Costs) -> str:
    if name not in costs:
        return "–"
    return f"{costs[name]['cpu'] * 1000 / _shared(name, size):.1f}"


def _shared(name: str, size: int) -> int:
    return min(size, DRAWN) if name == "engine and finish" else size


def _growth(name: str, results: Mapping[int, Costs]) -> str:
    known = [size for size in results if name in results[size]]
    if len(large := [size for size in known if size >= LARGE]) > 1:
        known = large
    if len(known) < 2 or name == "engine and finish":
        return "–"
    first, last = known[0], known[-1]
    costs = [max(results[size][name]["cpu"], 0.001) for size in (first, last)]
    return f"{math.log(costs[1] / costs[0]) / math.log(last / first):.2f}"


def _ratios(results: Mapping[int, Costs]) -> Iterator[str]:
    yield "| held against | " + " | ".join(f"{size:,}" for size in results) + " |"
    yield "| --- |" + " ---: |" * len(results)
    rows: dict[str, Callable[[Costs], float]] = {
        "pages and MkDocs' part ÷ (a) writing the same files": lambda c: (
            _sum(c, "pages", "mkdocs") / c["writing"]["cpu"]
        ),
        "MkDocs' part ÷ (b) an empty Material site": lambda c: c["mkdocs"]["cpu"] / c["empty site"]["cpu"],
        "all but drawings ÷ (c) stock MkDocs on the same pages": lambda c: (
            _sum(c, *STAGES[:5]) / c["stock mkdocs"]["cpu"]
        ),
        "check and measures ÷ load": lambda c: _sum(c, "check", "measures") / c["load"]["cpu"],
    }
    for name, ratio in rows.items():
        yield f"| {name} | {' | '.join(_ratio(ratio, costs) for costs in results.values())} |"
    plain: dict[str, Callable[[int, Costs], str]] = {
        "lines of YAML a journey": lambda size, c: f"{c['lines']['out'] / size:.0f}",
        "MiB of memory at the most, pages and MkDocs": lambda size, c: f"{c['mkdocs']['memory']:.0f}",
        "MiB of memory at the most, whole build": lambda size, c: f"{c['whole build']['memory']:.0f}",
        "KiB of HTML a journey, without drawings": lambda size, c: f"{c['mkdocs']['out'] / size / 1024:.1f}",
        "KiB of search index a journey": lambda size, c: f"{c['search']['out'] / size / 1024:.1f}",
        **{f"seconds on the wall: {name}": partial(_wall, name) for name in ("whole build", "nothing changed", *EDITS)},
    }
    for name, told in plain.items():
        yield f"| {name} | {' | '.join(told(size, costs) for size, costs in results.items())} |"


def _wall(name: str, _: int, costs: Costs) -> str:
    return f"{costs[name]['wall']:.2f}"


def _sum(costs: Costs, *names: str) -> float:
    return sum(costs[name]["cpu"] for name in names)


def _ratio(ratio: Callable[[Costs], float], costs: Costs) -> str:
    try:
        return f"{ratio(costs):.2f}"
    except KeyError:
        return "–"


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
