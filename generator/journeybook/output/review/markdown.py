"""A review as one comment of a pull request: folded, bounded, and without anything that an author could set off."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from jinja2 import Environment
from markupsafe import Markup
from msgspec import Struct

from journeybook import render
from journeybook.output.lines import from_repository
from journeybook.output.review.blocks import Section, few_of_each, headline, only_wording, sections
from journeybook.output.review.shown import Shown
from journeybook.problem import SEVERITIES, Severity
from journeybook.review import Change, Kind, Review
from journeybook.review.sentences import Short, noun_words, reworded, sentence
from journeybook.words import Phrase, phrase, phrases

LONGEST = 60_000  # characters; a comment on GitHub may have 65,536, and the forge adds to them
MOST_BLOCKS, MOST_WORDINGS, MOST_PROBLEMS, MOST_TOUCHED = 40, 30, 30, 12
_COMMIT, _ENOUGH, _HERE = re.compile("[0-9a-f]{40}|[0-9a-f]{64}"), 12, "\ufdd0"
SIGNS = {True: "▼ ", False: "▲ ", None: ""}


class Told(Struct, frozen=True):
    """A problem as a line: how grave, what, where, and the rule that says so."""

    severity: Phrase
    words: Phrase
    where: str
    rule: str


def markdown(shown: Shown) -> str:
    """The comment; its first line is a mark by which the next one is put in its place."""
    environment = render.comment(shown.language)
    parts = [_head(environment, shown), *_wording(environment, shown.review), *_problems(environment, shown.review)]
    room = LONGEST - sum(map(len, parts))
    listed = sections(shown.review)
    told: list[str] = []
    for number, section in enumerate(listed):
        written = _section(environment, shown, section)
        if sum(map(len, told)) + len(written) > room:
            told.append(_more(environment, listed[number:]))
            break
        told.append(written)
    return "".join([parts[0], *told, *parts[1:]])


def _head(environment: Environment, shown: Shown) -> str:
    marker = from_repository(shown.root).strip("/").replace("--", "- -") or "."
    return environment.get_template("output/review/head.md.j2").render(
        marker=marker, headline=headline(shown.review), compared=_compared(shown), preview=shown.site
    )


def _compared(shown: Shown) -> Markup:
    """With what the change is compared; the name of a commit as code, which can be copied and leads nowhere."""
    name = shown.review.before.name
    if not name:
        return Markup()
    is_commit = _COMMIT.fullmatch(name) is not None
    told = render.comment_escaped(
        phrase("Compared with {before}.", before=_HERE if is_commit else name).say(shown.language)
    )
    return Markup(told.replace(_HERE, f"`{name[:_ENOUGH]}`"))  # noqa: S704 - escaped for a comment, not for HTML


def _section(environment: Environment, shown: Shown, section: Section) -> str:
    wording, blocks = section.wording, len(section.blocks)
    return environment.get_template("output/review/section.md.j2").render(
        section=section,
        noun=noun_words(section.group.subject),
        url=shown.address(section.group.subject),
        addresses={block.subject.id: shown.address(block.subject) for block in section.blocks},
        signs=SIGNS,
        most=MOST_BLOCKS,
        left_over=_left_over(blocks - MOST_BLOCKS),
        folded=_folded(environment, section.quiet, wording) if wording else "",
        touched=[(name, [Short(each.label) for each in found[:MOST_TOUCHED]]) for name, found in section.touched],
    )


def _wording(environment: Environment, review: Review) -> Iterator[str]:
    """What was changed in words alone, folded."""
    told = only_wording(review)
    if told.changes:
        yield _folded(environment, told.counts, told.changes)


def _folded(environment: Environment, counts: Sequence[Phrase], changes: Sequence[Change]) -> str:
    """How much was reworded, and behind it the words; of what was only translated, no more than the count."""
    worded = [change for change in changes if change.kind is Kind.REWORDED]
    return environment.get_template("output/review/wording.md.j2").render(
        counts=counts,
        words=[reworded(change) for change in worded[:MOST_WORDINGS]],
        left_over=_left_over(len(worded) - MOST_WORDINGS),
    )


def _left_over(count: int) -> Phrase | None:
    return phrases("and {count} more", "and {count} more", count) if count > 0 else None


def _more(environment: Environment, left: Sequence[Section]) -> str:
    count = sum(len(section.group.changes) for section in left)
    words = phrase(
        "{changes} in {things}",
        changes=phrases("… and {count} more change", "… and {count} more changes", count),
        things=phrases("{count} more file", "{count} more files", len(left)),
    )
    return environment.from_string("\n{{ words|say }}\n").render(words=words)


def _problems(environment: Environment, review: Review) -> Iterator[str]:
    for kind in (Kind.PROBLEM, Kind.SOLVED):
        found = [change for change in review.problems if change.kind is kind]
        if found:
            count, shown = len(found), few_of_each(found, kind)
            title = (
                phrases("{count} new problem found by check", "{count} new problems found by check", count)
                if kind is Kind.PROBLEM
                else phrases("{count} problem solved", "{count} problems solved", count)
            )
            yield environment.get_template("output/review/problems.md.j2").render(
                title=title,
                problems=[_told(change) for change in shown[:MOST_PROBLEMS]],
                left_over=_left_over(count - min(len(shown), MOST_PROBLEMS)),
            )


def _told(change: Change) -> Told:
    value, place = change.after or change.before, change.place
    assert value
    assert place
    return Told(SEVERITIES[Severity(value.raw)], sentence(change), f"{place.file}:{place.line}", change.field)
