"""The way there as text and as JSON: how far journeys have come, and what is next."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

import click

from journeybook.output.excerpt import in_line
from journeybook.rules.next_steps import MOST, RUNGS, NextStep, Way
from journeybook.words import phrase


def way_text(way: Way, language: str) -> str:
    """How far a journey has come and its next steps, each with YAML ready to paste."""
    if not way.steps:
        return f"{standing(way, language)}\n\n{_nothing_left(language)}\n"
    return "\n\n".join([standing(way, language), *_numbered(way.steps, language)]) + "\n"


def ways_text(ways: Sequence[Way], language: str) -> str:
    """How far each journey has come, and the first next step of those that have come least far."""
    if not ways:
        return phrase("The book has no journey of today yet. Begin one: journeybook new journey").say(language) + "\n"
    steps = [way.steps[0] for way in ways if way.steps][:MOST]
    listed = "\n".join(standing(way, language) for way in ways)
    return "\n\n".join([listed, *(_numbered(steps, language) or [_nothing_left(language)])]) + "\n"


def ways_as_json(ways: Iterable[Way], language: str) -> str:
    """A list under `journeys`: id, reached (0 … 5), rungs by name, and steps: what, why, where, file, line, yaml."""
    found = [_record(way, language) for way in ways]
    return json.dumps({"format": 1, "journeys": found}, ensure_ascii=False, indent=2) + "\n"


def standing(way: Way, language: str) -> str:
    """A journey's title and its rungs, those reached in colour and with a tick."""
    rungs = [
        click.style(f"✓ {RUNGS[name].say(language)}", fg="green")
        if there
        else click.style(f"· {RUNGS[name].say(language)}", dim=True)
        for name, there in way.rungs.items()
    ]
    title = click.style(in_line(way.journey.label.say(language)), bold=True)
    return f"{title} ({way.journey.id})\n  {'  '.join(rungs)}"


def _numbered(steps: Sequence[NextStep], language: str) -> list[str]:
    return [f"{number}. {_step(step, language)}" for number, step in enumerate(steps, start=1)]


def _step(step: NextStep, language: str) -> str:
    """What to do and why; the YAML stands at the margin, so that it can be copied as it is."""
    what, why, where = (in_line(each.say(language)) for each in (step.what, step.why, step.paste.where))
    yaml = step.paste.yaml(language).rstrip()
    return f"{click.style(what, bold=True)} {why}\n   {where}\n\n{yaml}"


def _nothing_left(language: str) -> str:
    return phrase("Nothing is left to do but to keep it up.").say(language)


def _record(way: Way, language: str) -> dict[str, Any]:
    return {
        "id": way.journey.id,
        "reached": way.reached,
        "rungs": dict(way.rungs),
        "steps": [_step_record(step, language) for step in way.steps],
    }


def _step_record(step: NextStep, language: str) -> dict[str, Any]:
    return {
        "what": step.what.say(language),
        "why": step.why.say(language),
        "where": step.paste.where.say(language),
        "file": step.paste.place.file,
        "line": step.paste.place.line,
        "yaml": step.paste.yaml(language),
    }
