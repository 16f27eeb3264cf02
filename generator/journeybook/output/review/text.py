"""A review for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

import click

from journeybook.output.problems import COLOURS
from journeybook.output.review.blocks import Block, Line, Section, few_of_each, headline, only_wording, sections
from journeybook.problem import SEVERITIES, Severity
from journeybook.review import Change, Kind, Review, Subject
from journeybook.review.sentences import Short, listed, sentence
from journeybook.words import phrase, phrases

SIGNS = {True: click.style("▼", fg="red"), False: click.style("▲", fg="green"), None: "·"}
MOST_PROBLEMS = 40


def text(review: Review, language: str) -> str:
    """What has changed, thing by thing; what follows from a change is told below it."""
    head = click.style(", ".join(words.say(language) for words in headline(review)), bold=True)
    told = ["\n".join(_section(section, language)) for section in sections(review)]
    rest = (_only_wording(review, language), "\n".join(_problems(review, language)))
    return "\n\n".join([head, *told, *(each for each in rest if each)]) + "\n"


def _only_wording(review: Review, language: str) -> str:
    words = only_wording(review)
    told = ", ".join(each.say(language) for each in words.counts)
    labels = tuple(thing.label for thing in words.things[:3])
    more = " …" if len(words.things) > len(labels) else ""
    return click.style(f"{told}: {listed(labels).say(language)}{more}", dim=True) if told else ""


def _section(section: Section, language: str) -> Iterator[str]:
    subject = section.group.subject
    yield f"{click.style(section.label.say(language), bold=True)} ({subject.id})"
    for block in section.blocks:
        yield from _block(block, language)
    if section.wording:
        yield f"  {click.style(_wording(section, language), dim=True)}"
    for name, subjects in section.touched:
        yield f"  {click.style(f'{name.say(language)}: {_names(subjects, language)}', dim=True)}"


def _block(block: Block, language: str) -> Iterator[str]:
    margin = "  "
    if block.label:
        yield f"  {click.style(block.label.say(language), underline=True)}"
        margin = "    "
    for line in block.lines:
        yield from _line(line, margin, language)


def _line(line: Line, margin: str, language: str) -> Iterator[str]:
    yield f"{margin}{SIGNS[line.worse]} {line.words.say(language)}"
    for below in line.below:
        yield f"{margin}    {below.say(language)}"


def _wording(section: Section, language: str) -> str:
    """One quiet line, however much was reworded."""
    where = dict.fromkeys(change.subject for change in section.wording)
    counted = ", ".join(words.say(language) for words in section.quiet)
    labels = tuple(each.label for each in list(where)[:3] if each.id != section.group.subject.id)
    return f"{counted}: {listed(labels).say(language)}" if labels else counted


def _names(subjects: tuple[Subject, ...], language: str) -> str:
    return "; ".join(Short(subject.label).say(language) for subject in subjects)


def _problems(review: Review, language: str) -> Iterator[str]:
    titles = {Kind.PROBLEM: phrase("New problems:"), Kind.SOLVED: phrase("Solved problems:")}
    for kind, title in titles.items():
        found = [change for change in review.problems if change.kind is kind]
        if found:
            yield click.style(title.say(language), bold=True)
            listed_ones = few_of_each(found, kind)[:MOST_PROBLEMS]
            yield from (_problem(change, language) for change in listed_ones)
            if len(found) > len(listed_ones):
                count = len(found) - len(listed_ones)
                yield "  " + phrases("and {count} more", "and {count} more", count).say(language)


def _problem(change: Change, language: str) -> str:
    value = change.after or change.before
    assert value
    assert change.place
    severity = Severity(value.raw)
    word = click.style(SEVERITIES[severity].say(language), fg=COLOURS[severity])
    where = f"{change.place.file}:{change.place.line}"
    return f"  {where}: {word}: {sentence(change).say(language)} {click.style(f'[{change.field}]', dim=True)}"
