"""What a book says to the rules themselves: their settings in book.yml, and the comments that silence them."""

from __future__ import annotations

from journeybook.model.close import closest
from journeybook.problem import Place
from journeybook.rules.look import Look
from journeybook.rules.rule import ERROR, REGISTERED, RETIRED, WARNING, Finding, Found, rule
from journeybook.rules.settings import CHOICES, mistakes
from journeybook.words import Phrase, phrase


@rule(severity=ERROR, family="structure", status=RETIRED)
def unknown_rule(look: Look) -> Found:
    """A setting or a comment must name a rule that there is.

    A name mistyped silences nothing, and its author believes that all is well.

    Bad:
        # file: content/book.yml
        rules:
          too-many-persona: off  # expect: unknown-rule

    Good:
        # file: content/book.yml
        rules:
          too-many-personas: off
    """
    settings = look.book.settings
    named = [(name, look.key(settings, "rules", name)) for name in settings.rules]
    named += [(name, ignore.place) for ignore in look.ignores for name in ignore.rules]
    yield from (_unknown(name, place) for name, place in named if name not in REGISTERED)


def _unknown(name: str, place: Place) -> Finding:
    close = closest(name, tuple(REGISTERED))
    hint = (
        phrase("Did you mean “{close}”?", close=close)
        if close
        else phrase("To see all rules, run: journeybook rules")
    )  # fmt: skip
    return Finding(place, phrase("There is no rule “{name}”.", name=name[:60]), hint)


@rule(severity=ERROR, family="structure", status=RETIRED)
def rule_setting(look: Look) -> Found:
    """A rule can be off, an error, a warning or an advice, and some have numbers.

    Anything else changes nothing.

    Bad:
        # file: content/book.yml
        rules:
          too-many-personas: never  # expect: rule-setting

    Good:
        # file: content/book.yml
        rules:
          too-many-personas: {severity: advice, most: 4}
    """
    for mistake in mistakes(look.book, REGISTERED):
        yield Finding(
            look.at(look.book.settings, *mistake.path),
            phrase("“{typed}” is no setting of this rule.", typed=mistake.typed),
            _choices(mistake.known),
        )


def _choices(known: tuple[str, ...]) -> Phrase:
    if known == CHOICES:
        return phrase("Write one of: {choices}.", choices=", ".join(known))
    return phrase("What can be set here: {choices}.", choices=", ".join(known))


@rule(severity=ERROR, family="structure", status=RETIRED)
def ignore_without_reason(look: Look) -> Found:
    """A comment that silences a rule must say which one, and why.

    In a year nobody remembers whether it was a decision or a Friday afternoon.

    Bad:
        # file: journeys/paying.yml
        # journeybook: ignore journey-without-owner # expect: ignore-without-reason
        title: Paying

    Good:
        # file: journeys/paying.yml
        # journeybook: ignore journey-without-owner – the owner is being chosen until May
        title: Paying
    """
    for ignore in look.ignores:
        if not ignore.reason or not ignore.rules:
            yield Finding(
                ignore.place,
                phrase("This comment does not say why.") if ignore.rules else phrase("This comment names no rule."),
                phrase("Write it like this: # journeybook: ignore rule-name – the reason"),
            )


@rule(severity=WARNING, family="structure")
def unused_ignore(look: Look) -> Found:
    """A comment that silences nothing must go.

    What was wrong has been mended; the comment would silence the next mistake.

    Bad:
        # file: journeys/paying.yml
        # journeybook: ignore journey-without-owner – the owner is being chosen  # expect: unused-ignore
        title: Paying
        owner: accounting

    Good:
        # file: journeys/paying.yml
        title: Paying
        owner: accounting
    """
    for ignore in look.unused:
        yield Finding(
            ignore.place,
            phrase("This comment silences nothing: {rules} finds nothing here.", rules=", ".join(ignore.rules)),
            phrase("Delete the comment."),
        )
