"""What `evidence pull` read, counted and left out: as text for people and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from journeybook.edit.quoting import written_word as written
from journeybook.output import problems as problem_output
from journeybook.survey.pull import Bad, Pulled
from journeybook.survey.reading import Read
from journeybook.words import Phrase, phrase, phrases

ASIDE: Mapping[str, Phrase] = {
    "missing": phrase("without an answer"),
    "filtered": phrase("left out by the filter"),
    "no-weight": phrase("without a weight, or with a weight of 0"),
}
REASONS: Mapping[str, Phrase] = {
    "cells": phrase("fewer or more cells than the header"),
    "unreadable": phrase("no number"),
    "unclear": phrase("a comma that may stand before decimals or thousands (say which: decimal: comma, or point)"),
    "outside": phrase("outside the scale"),
    "broken": phrase("no whole number"),
    "weight": phrase("a weight that is no number from 0 to 99,999,999"),
    "day": phrase("no day, or not in this order of day, month and year"),
    "touchpoint": phrase("no touchpoint of this book (recode gives it its id)"),
    "persona": phrase("no persona of this book (recode gives it its id)"),
    "place": phrase("no name of a place: too long, or looking like an address, a number or a formula"),
}


def text(pulled: Sequence[Pulled], states: Mapping[str, Phrase], language: str, root: Path) -> str:
    """A block for each metric; `states` says what became of its file."""
    blocks = ["\n".join(_lines(each, states, language, root)) for each in pulled]
    return "\n\n".join(blocks) + "\n"


def as_json(pulled: Sequence[Pulled], states: Mapping[str, str], language: str) -> str:
    """An object: `format` (1) and `metrics`, each with its file, state, rows, counts, what was left out, and problems.

    `rows` hold the fields of results as texts, as the table does.
    """
    metrics = [_record(each, states[each.metric], language) for each in pulled]
    return json.dumps({"format": 1, "metrics": metrics}, ensure_ascii=False, indent=2) + "\n"


def _lines(pulled: Pulled, states: Mapping[str, Phrase], language: str, root: Path) -> Iterator[str]:
    def say(words: Phrase) -> str:
        return words.say(language)

    aside, bad = sum(pulled.aside.values()), sum(each.n for each in pulled.bad)
    read = phrases("{count} answer read", "{count} answers read", pulled.read)
    counted = phrases("{count} counted", "{count} counted", pulled.read - aside - bad)
    yield f"{pulled.metric}: {say(read)}, {say(counted)}" if pulled.sources else f"{pulled.metric}:"
    yield from (f"  {say(_source(each))}" for each in pulled.sources)
    yield from (f"  {say(ASIDE[reason])}: {n}" for reason, n in pulled.aside.items() if n)
    yield from (f"  ! {_bad(each, language)}" for each in pulled.bad)
    yield from (f"  → {say(words)}" for words in _codes(pulled))
    yield from (f"  {say(words)}" for words in _unsaid(pulled))
    if pulled.problems:
        yield problem_output.text(pulled.problems, language, root).rstrip("\n")
    yield f"  {pulled.file}: {say(states[pulled.metric])}"


def _source(read: Read) -> Phrase:
    if read.export is None:
        return phrase("{name}, read with {reader}", name=read.name, reader=read.reader)
    told = {"name": read.name, "encoding": read.export.encoding.removesuffix("-sig"), "reader": _reader(read.reader)}
    separator = {"\t": phrase("tabulator")}.get(read.export.separator, Phrase(read.export.separator))
    if read.export.program:
        told["program"] = read.export.program
        return phrase(
            "{name}: export of {program}, {encoding}, “{separator}”, read with {reader}", **told, separator=separator
        )
    return phrase("{name}: {encoding}, “{separator}”, read with {reader}", **told, separator=separator)


def _reader(name: str) -> Any:
    return phrase("the standard library") if name == "standard" else name


def _bad(bad: Bad, language: str) -> str:
    not_counted = phrases("{count} not counted", "{count} not counted", bad.n)
    values = ", ".join(phrase("“{value}” × {n}", value=value, n=n).say(language) for value, n in bad.values)
    lines = ", ".join(f"{name}:{line}" for name, line in bad.lines)
    found = phrase("for example {lines}", lines=lines)
    behind = "; ".join(each for each in (values, found.say(language) if lines else "") if each)
    return f"{not_counted.say(language)}: {REASONS[bad.reason].say(language)}" + (f" ({behind})" if behind else "")


def _codes(pulled: Pulled) -> Iterator[Phrase]:
    """What to do where bad answers look like codes."""
    codes = [value for bad in pulled.bad if bad.reason in {"outside", "unreadable"} for value, _ in bad.values]
    if codes:
        yield phrase(
            "If that means “no answer”, add to the survey: missing: [{codes}]", codes=", ".join(map(written, codes))
        )


def _unsaid(pulled: Pulled) -> Iterator[Phrase]:
    if pulled.small:
        yield phrases(
            "{count} group of fewer than 5 answers is left out",
            "{count} groups of fewer than 5 answers are left out",
            pulled.small,
        )
    if pulled.with_them:
        yield phrases(
            "{count} more group is left out, so that those cannot be worked out from the rest",
            "{count} more groups are left out, so that those cannot be worked out from the rest",
            pulled.with_them,
        )


def _record(pulled: Pulled, state: str, language: str) -> dict[str, Any]:
    return {
        "metric": pulled.metric,
        "file": pulled.file,
        "state": state,
        "read": pulled.read,
        "aside": dict(pulled.aside),
        "bad": [_bad_record(each) for each in pulled.bad],
        "groups_left_out": {"small": pulled.small, "with_them": pulled.with_them},
        "sources": [_source_record(each) for each in pulled.sources],
        "rows": [{name: value for name, value in row.items() if value} for row in pulled.rows],
        "problems": [problem_output.record(problem, language) for problem in pulled.problems],
    }


def _bad_record(bad: Bad) -> dict[str, Any]:
    return {
        "reason": bad.reason,
        "n": bad.n,
        "values": [{"value": value, "n": n} for value, n in bad.values],
        "lines": [{"file": name, "line": line} for name, line in bad.lines],
    }


def _source_record(read: Read) -> dict[str, Any]:
    written = read.export
    told = {"program": written.program, "encoding": written.encoding, "separator": written.separator} if written else {}
    return {"name": read.name, "reader": read.reader, **told}
