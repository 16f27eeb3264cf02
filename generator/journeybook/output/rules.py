"""The rules as text and as JSON: all of them in a list, or one explained."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from itertools import groupby
from textwrap import indent
from typing import Any

import click

from journeybook.output.problems import COLOURS
from journeybook.problem import SEVERITIES
from journeybook.rules import FAMILIES, Rule
from journeybook.rules.rule import DRAFT, LIVE, RETIRED, VALIDATED
from journeybook.words import Phrase, phrase, phrases

HEARD: Mapping[str, Phrase] = {
    RETIRED: phrase("heard in every journey, retired ones too"),
    DRAFT: phrase("heard from the first draft on"),
    VALIDATED: phrase("heard in journeys that are validated or live"),
    LIVE: phrase("heard in live journeys"),
}


def rule_list(rules: Iterable[Rule], language: str) -> str:
    """The rules family by family, each in one line, and how many there are."""
    listed = list(rules)
    widest = max((len(rule.name) for rule in listed), default=0)
    blocks = []
    for family, members in groupby(listed, lambda rule: rule.family):
        lines = [f"  {_named(rule, widest, language)}  {rule.summary.say(language)}" for rule in members]
        blocks.append("\n".join([click.style(FAMILIES[family].say(language), bold=True), *lines]))
    counted = phrases("{count} rule", "{count} rules", len(listed)).say(language)
    more = phrase("More about one: journeybook explain RULE").say(language)
    return "\n\n".join([*blocks, f"{counted}. {more}"]) + "\n"


def rules_as_json(rules: Iterable[Rule], language: str) -> str:
    """A list under `rules`: name, family, severity, heard_from, summary, reason, bad, good, options.

    `heard_from` is the status of a journey from which on the rule is heard; `options` are its numbers by name. Names
    are the same in every language, sentences speak the reader's.
    """
    found = [_record(rule, language) for rule in rules]
    return json.dumps({"format": 1, "rules": found}, ensure_ascii=False, indent=2) + "\n"


def explained(rule: Rule, language: str) -> str:
    """A rule with its reason, a bad and a good example."""
    about = ", ".join([FAMILIES[rule.family].say(language), HEARD[rule.status].say(language)])
    parts = [
        f"{_named(rule, 0, language)}  {click.style(about, dim=True)}",
        rule.summary.say(language),
        rule.reason.say(language),
        *_options(rule, language),
        _example(phrase("Not so:"), rule.bad, "red", language),
        _example(phrase("But so:"), rule.good, "green", language),
        _silence(rule, language),
    ]
    return "\n\n".join(parts) + "\n"


def _named(rule: Rule, width: int, language: str) -> str:
    severity = click.style(SEVERITIES[rule.severity].say(language), fg=COLOURS[rule.severity])
    return f"{click.style(rule.name.ljust(width), bold=True)}  {severity}"


def _options(rule: Rule, language: str) -> list[str]:
    if not rule.options:
        return []
    numbers = ", ".join(f"{name}: {value:g}" for name, value in rule.options.items())
    setting = f"rules: {{{rule.name}: {{{numbers}}}}}"
    return [phrase("Its number can be set in content/book.yml: {setting}", setting=setting).say(language)]


def _silence(rule: Rule, language: str) -> str:
    if not rule.can_be_silenced:
        return phrase("It cannot be silenced: the book could not be read as it is meant.").say(language)
    comment = phrase("# journeybook: ignore {name} – the reason", name=rule.name)
    told = [
        phrase("Where it is wrong for you, write above what it speaks of: {comment}", comment=comment),
        phrase("For the whole book, in content/book.yml: {setting}", setting=f"rules: {{{rule.name}: off}}"),
    ]
    return "\n".join(each.say(language) for each in told)


def _example(title: Phrase, example: str, colour: str, language: str) -> str:
    return f"{click.style(title.say(language), fg=colour)}\n\n{indent(example.rstrip(), '    ')}"


def _record(rule: Rule, language: str) -> dict[str, Any]:
    return {
        "name": rule.name,
        "family": rule.family,
        "severity": rule.severity.value,
        "heard_from": rule.status,
        "summary": rule.summary.say(language),
        "reason": rule.reason.say(language),
        "bad": rule.bad,
        "good": rule.good,
        "options": dict(rule.options),
    }
