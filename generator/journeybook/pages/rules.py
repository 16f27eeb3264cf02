"""The rules by family, and a page for each, from the same docstring that `journeybook explain` shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from journeybook.pages.edition import Edition
from journeybook.pages.kept import kept
from journeybook.pages.page import Page
from journeybook.problem import SEVERITIES, Problem
from journeybook.rules import FAMILIES, Rule, all_rules
from journeybook.rules.rule import DRAFT, LIVE, RETIRED, VALIDATED
from journeybook.words import Phrase, phrase

HEARD: Mapping[str, Phrase] = {
    RETIRED: phrase("in every journey, retired ones too"),
    DRAFT: phrase("from the first draft on"),
    VALIDATED: phrase("in journeys that are validated or live"),
    LIVE: phrase("in live journeys"),
}
LIGHT = 0.2  # readers look for journeys; a rule that has the same word comes last


def pages(edition: Edition) -> Iterator[Page]:
    """The index, then every rule."""
    yield _index(edition)
    found = _by_rule(edition.problems)
    for rule in all_rules().values():
        yield _rule(edition, rule, found.get(rule.name, ()))


@kept
def _index(edition: Edition) -> Page:
    rules = all_rules().values()
    families = [(title, [rule for rule in rules if rule.family == name]) for name, title in FAMILIES.items()]
    title = phrase("Rules of a good book")
    return edition.page(
        "rules/index",
        title.say(edition.language),
        "pages/rules.html.j2",
        description=phrase("What a book is checked for, family by family, and why.").say(edition.language),
        boost=LIGHT,
        families=families,
        severities=SEVERITIES,
        found=_by_rule(edition.problems),
    )


@kept
def _rule(edition: Edition, rule: Rule, found: Sequence[Problem]) -> Page:
    return edition.page(
        f"rules/{rule.name}",
        rule.name,
        "pages/rule.html.j2",
        description=rule.summary.say(edition.language),
        parent="rules/index",
        hide=("feedback",),
        boost=LIGHT,
        rule=rule,
        family=FAMILIES[rule.family],
        severity=SEVERITIES[rule.severity],
        heard=HEARD[rule.status],
        found=found,
    )


def _by_rule(problems: Sequence[Problem]) -> dict[str, list[Problem]]:
    found: defaultdict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        found[problem.rule].append(problem)
    return dict(found)
