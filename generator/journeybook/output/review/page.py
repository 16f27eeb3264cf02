"""A review as one page that needs nothing else: what has changed, and each journey drawn before and after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from journeybook import own_templates, render
from journeybook.output.review.blocks import Section, few_of_each, headline, only_wording, sections
from journeybook.output.review.drawn import drawings
from journeybook.output.review.shown import Shown
from journeybook.problem import SEVERITIES, Severity
from journeybook.review import Change, Kind, Review
from journeybook.review.sentences import noun_words, reworded, sentence
from journeybook.words import Phrase, phrase, phrases

MOST_PROBLEMS = 200
MOST_WORDINGS = 200
SIGNS = {True: "worse", False: "better", None: "plain"}
WORDED = {"worse": phrase("worse for customers"), "better": phrase("better for customers"), "plain": phrase("")}


def page(shown: Shown) -> str:
    """The page in the reader's language, light and dark."""
    found, words = shown.review, only_wording(shown.review)
    pictures = drawings(shown, own_templates(shown.root))
    return (
        render.html(None, shown.language)
        .get_template("output/review/page.html.j2")
        .render(
            headline=headline(found),
            before=found.before.name,
            sections=[_section(shown, section, pictures) for section in sections(found)],
            quiet=words.counts,
            wording=_wording(words.changes),
            problems=_problems(found, Kind.PROBLEM),
            solved=_problems(found, Kind.SOLVED),
            signs=SIGNS,
            worded=WORDED,
            as_of=found.after.book.as_of,
        )
    )


def _section(shown: Shown, section: Section, pictures: Mapping[str, str]) -> dict[str, Any]:
    return {
        "told": section,
        "noun": noun_words(section.group.subject),
        "url": shown.address(section.group.subject),
        "addresses": {block.subject.id: shown.address(block.subject) for block in section.blocks},
        "picture": pictures.get(section.group.subject.id, ""),
        "wording": _wording(section.wording),
    }


def _wording(changes: Sequence[Change]) -> list[Phrase]:
    """The first texts that were reworded, and how many more there are."""
    found = [change for change in changes if change.kind is Kind.REWORDED]
    told = [reworded(change) for change in found[:MOST_WORDINGS]]
    return told + _left_over(len(found) - len(told))


def _problems(review: Review, kind: Kind) -> list[dict[str, Any] | Phrase]:
    """The first problems of each rule that are new, or solved, and how many more there are."""
    told = few_of_each(review.problems, kind)[:MOST_PROBLEMS]
    count = sum(change.kind is kind for change in review.problems)
    return [*map(_problem, told), *_left_over(count - len(told))]


def _left_over(count: int) -> list[Phrase]:
    return [phrases("and {count} more", "and {count} more", count)] if count > 0 else []


def _problem(change: Change) -> dict[str, Any]:
    value, place = change.after or change.before, change.place
    assert value
    assert place
    return {
        "severity": SEVERITIES[Severity(value.raw)],
        "words": sentence(change),
        "where": f"{place.file}:{place.line}",
        "rule": change.field,
    }
