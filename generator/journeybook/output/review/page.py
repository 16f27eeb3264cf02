"""A review as one page that needs nothing else: what has changed, and each journey drawn before and after."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from journeybook import own_templates, render
from journeybook.output.review.blocks import Section, few_of_each, headline, only_wording, sections
from journeybook.output.review.drawn import drawings
from journeybook.output.review.shown import Shown
from journeybook.problem import SEVERITIES, Severity
from journeybook.review import Change, Kind
from journeybook.review.sentences import noun_words, reworded, sentence
from journeybook.words import phrase

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
            wording=[reworded(each) for each in words.changes if each.kind is Kind.REWORDED][:MOST_WORDINGS],
            problems=[_problem(each) for each in few_of_each(found.problems, Kind.PROBLEM)[:MOST_PROBLEMS]],
            solved=[_problem(each) for each in few_of_each(found.problems, Kind.SOLVED)[:MOST_PROBLEMS]],
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
        "wording": [reworded(each) for each in section.wording if each.kind is Kind.REWORDED][:MOST_WORDINGS],
    }


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
