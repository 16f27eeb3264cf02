"""What is told while files become a book: ids, fields, values. The rules here only explain; reading itself tells."""

from __future__ import annotations

from journeybook.rules.look import Look
from journeybook.rules.rule import ADVICE, ERROR, RETIRED, WARNING, Found, rule

TOLD_ONLY = (
    "no-book",
    "no-right",
    "empty-file",
    "yaml-encoding",
    "yaml-other-format",
    "yaml-too-large",
    "yaml-syntax",
    "mkdocs",
    "broken-link",
    "page-clash",
    "page-too-large",
    "leads-out",
    "site-place",
    "drawing",
    "survey",
)
"""What is told of files as wholes, or of the site: the message is all there is to say."""


@rule(severity=ERROR, family="references", status=RETIRED, reading=True)
def unknown_reference(look: Look) -> Found:
    """An id must be that of something in the book.

    What leads nowhere is a link that readers click in vain.

    Bad:
        # file: content/book.yml
        objectives: [{id: keep-firms, statement: Nine of ten firms stay}]
        # file: journeys/paying.yml
        supports: keep-frims  # expect: unknown-reference

    Good:
        # file: content/book.yml
        objectives: [{id: keep-firms, statement: Nine of ten firms stay}]
        # file: journeys/paying.yml
        supports: keep-firms
    """
    return iter(())


@rule(severity=ERROR, family="references", status=RETIRED, reading=True)
def duplicate_id(look: Look) -> Found:
    """An id stands for one thing alone.

    If two things have one id, every link to either is a guess.

    Bad:
        # file: journeys/paying.yml
        phases:
          Paying:
            - {id: bill, title: I open the bill}
            - {id: bill, title: I pay the bill}  # expect: duplicate-id

    Good:
        # file: journeys/paying.yml
        phases:
          Paying:
            - {id: open-the-bill, title: I open the bill}
            - {id: pay-the-bill, title: I pay the bill}
    """
    return iter(())


@rule(severity=ERROR, family="references", status=RETIRED, reading=True)
def file_name(look: Look) -> Found:
    """A file's name must be able to be an id.

    The name is what everything else refers to, and the address of the page.

    Bad:
        # file: content/actors/Help_Line.yml
        title: Helpline  # expect: file-name

    Good:
        # file: content/actors/help-line.yml
        title: Helpline
    """
    return iter(())


@rule(severity=ADVICE, family="people", reading=True)
def persona_sketch(look: Look) -> Found:
    """A persona that a journey names should be written.

    A name is a beginning; who stands behind it decides how everything feels.

    Bad:
        # file: journeys/paying.yml
        persona: baker  # expect: persona-sketch

    Good:
        # file: content/personas/baker.yml
        name: Hanna, the baker
        # file: journeys/paying.yml
        persona: baker
    """
    return iter(())


@rule(severity=ERROR, family="language", status=RETIRED, reading=True)
def unknown_language(look: Look) -> Found:
    """A text may be written only in the languages of the book.

    What is written in a language that the book does not have is shown to nobody.

    Bad:
        # file: content/book.yml
        languages: [en, pl]
        # file: content/actors/helpline.yml
        title: {en: Helpline, de: Hotline}  # expect: unknown-language

    Good:
        # file: content/book.yml
        languages: [en, pl, de]
        # file: content/actors/helpline.yml
        title: {en: Helpline, pl: Infolinia, de: Hotline}
    """
    return iter(())


@rule(severity=ERROR, family="structure", status=RETIRED, reading=True)
def unknown_key(look: Look) -> Found:
    """A field must be one that the format has.

    A name mistyped would otherwise be a text that is silently lost.

    Bad:
        # file: content/actors/helpline.yml
        titel: Helpline  # expect: unknown-key

    Good:
        # file: content/actors/helpline.yml
        title: Helpline
    """
    return iter(())


@rule(severity=ERROR, family="structure", status=RETIRED, reading=True)
def missing_field(look: Look) -> Found:
    """What cannot be understood without a field must have it.

    A standard without a metric decides nothing; most fields, though, may be left out.

    Bad:
        # file: content/promises/answer.yml
        text: We answer within 30 seconds
        standard: {at_most: 30 s}  # expect: missing-field

    Good:
        # file: content/promises/answer.yml
        text: We answer within 30 seconds
        standard: {metric: answer-time, at_most: 30 s}
    """
    return iter(())


@rule(severity=ERROR, family="structure", status=RETIRED, reading=True)
def wrong_value(look: Look) -> Found:
    """A field takes only values of its kind.

    Words from a list, numbers within bounds and days of the calendar are what figures are worked out from.

    Bad:
        # file: content/actors/helpline.yml
        level: boss  # expect: wrong-value

    Good:
        # file: content/actors/helpline.yml
        level: management
    """
    return iter(())


@rule(severity=WARNING, family="structure", reading=True)
def stray_file(look: Look) -> Found:
    """A file must lie in a folder that is read.

    What lies elsewhere is not in the book, though its author believes that it is.

    Bad:
        # file: content/actor/helpline.yml
        title: Helpline  # expect: stray-file

    Good:
        # file: content/actors/helpline.yml
        title: Helpline
    """
    return iter(())


@rule(severity=WARNING, family="structure", reading=True)
def page_runs(look: Look) -> Found:
    """A hand-written page should hold text, and nothing that runs.

    What runs in it runs in the browser of everybody who opens the page, whoever proposed it.

    Bad:
        # file: content/welcome.md
        <img src="a.png" onload="follow(me)">  # expect: page-runs

    Good:
        # file: content/welcome.md
        ![The team](a.png)
    """
    return iter(())


@rule(severity=ERROR, family="structure", status=RETIRED, reading=True)
def results_table(look: Look) -> Found:
    """The table of results beside a metric must be a whole table.

    Half a table would give figures that nobody measured.

    Bad:
        # file: content/metrics/nps.results.csv
        date,value  # expect: results-table
        2026-10-31,"31
        # file: content/metrics/nps.yml
        kind: nps

    Good:
        # file: content/metrics/nps.results.csv
        date,value
        2026-10-31,31
        # file: content/metrics/nps.yml
        kind: nps
    """
    return iter(())
