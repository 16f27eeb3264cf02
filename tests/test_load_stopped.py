"""Where YAML cannot be read on, what is wrong above that line and below it is told too, and nothing that follows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from journeybook import source
from journeybook.load import load
from journeybook.problem import Severity
from journeybook.source import reading
from journeybook.source.events import Reading

ROOT = Path(__file__).parents[1]
DAY = date(2026, 11, 26)
Write = Callable[[Mapping[str, str | bytes]], Path]
Files = Mapping[str, bytes]
JOURNEY = """\
title: Paying late, once
persona: small-bakery
owner: accounting
aim: pay
outcomes:
  - id: paid
    title: Paid
phases:
  - title: Using
    stage: use
    touchpoints:
      - title: Everything works
        emotion: 2
        channel: app
      - title: I look at the use
        emotion: 1
        pains:
          - It takes long
          - {text: Nobody tells me}
  - title: Paying
    touchpoints:
      - title: I open the reminder
        channel: email
        emotion: -2
        next: [i-pay]
      - title: I pay
        emotion: 1
"""
METRIC = """\
title: Time to answer
kind: time
unit: min
target: 24
results:
  - {period: 2026-Q1, value: 30, n: 100}
  - {period: 2026-Q2, value: 1 h, n: 120}
"""
PROMISE = """\
text: We answer within a day
to: [small-bakery]
standard:
  at_most: 24 h
  metric: first-answer
"""
REST = {
    "content/personas/small-bakery.yml": "name: Ola\nlinks:\n  - title: Study\n    url: https://example.org\n",
    "content/actors/accounting.yml": "title: Accounting\n",
}
LATE, TIME, ANSWER = "journeys/late.yml", "content/metrics/first-answer.yml", "content/promises/answer.yml"


def changed(text: str, *changes: tuple[str, str]) -> str:
    for right, wrong in changes:
        assert right in text
        text = text.replace(right, wrong, 1)
    return text


def told(root: Path) -> list[tuple[str, str]]:
    """Return line:column and rule of every error."""
    errors = (each for each in load(root)[1] if each.severity is Severity.ERROR)
    return [(f"{each.place.line}:{each.place.column}", each.rule) for each in errors]


# What is mistyped, and what is told: all of it at once, and nothing else.
TOGETHER: list[tuple[str, str, list[tuple[str, str]], list[tuple[str, str]]]] = [
    (LATE, JOURNEY, [("title: P", "titel: P"), ("        channel: e", "\tchannel: e")],
     [("1:1", "unknown-key"), ("23:1", "yaml-tab")]),
    (LATE, JOURNEY, [("emotion: 2", "emotion: 7"), ("        channel: a", "\tchannel: a")],
     [("13:18", "wrong-value"), ("14:1", "yaml-tab")]),
    (LATE, JOURNEY, [("        channel: a", "\tchannel: a"), ("emotion: 1", "emotion: 11"), ("aim: pay", "aim: pays")],
     [("4:6", "wrong-value"), ("14:1", "yaml-tab"), ("16:18", "wrong-value")]),
    (LATE, JOURNEY, [("owner: acc", "owner: ac"), ("stage: use", "stage use"), ("channel: email", "channel email")],
     [("3:8", "unknown-reference"), ("10:5", "yaml-missing-colon"), ("23:9", "yaml-missing-colon")]),
    (LATE, JOURNEY, [("title: E", 'title: "E'), ("title: I o", 'title: "I o'), ("emotion: -2", "emotion: 9")],
     [("12:16", "yaml-unclosed-quote"), ("22:16", "yaml-unclosed-quote"), ("24:18", "wrong-value")]),
    (LATE, JOURNEY, [("aim: pay", "aim: [pay"), ("id: paid", "ide: paid"), ("emotion: 2", "emotion: 9")],
     [("4:6", "yaml-brackets"), ("6:5", "unknown-key"), ("13:18", "wrong-value")]),
    (LATE, JOURNEY, [("- It takes", "- It takes: so: "), ("{text: N", "{txt: N")],
     [("18:25", "yaml-colon-in-text"), ("19:14", "unknown-key")]),
    (LATE, JOURNEY, [("    title: Paid", "   title: Paid"), ("emotion: 1", "emotion: one")],
     [("7:4", "yaml-indentation"), ("16:18", "wrong-value")]),
    (LATE, JOURNEY, [("phases:", "phases"), ("aim: pay", "aime: pay")],
     [("4:1", "unknown-key"), ("8:1", "yaml-missing-colon")]),
    (LATE, JOURNEY, [("  - title: Paying", "  • title: Paying"), ("stage: use", "stag: use")],
     [("10:5", "unknown-key"), ("20:3", "yaml-bullet")]),
    (LATE, JOURNEY, [("        emotion: -2", "\u00a0" * 8 + "emotion: 8")],
     [("24:1", "yaml-hidden-character"), ("24:18", "wrong-value")]),
    (LATE, "title: T\npersona: small-bakery\nphases:\n  Using:\n    - I look: 3\n  Paying:\n    - I open: mail: 1\n"
           "    - I pay: 5\n", [],
     [("5:15", "wrong-value"), ("7:19", "yaml-colon-in-text"), ("8:14", "wrong-value")]),
    (TIME, METRIC, [("kind: time", "kind: tyme"), ("title: Time", "title: @Time")],
     [("1:8", "yaml-special-character"), ("2:7", "wrong-value")]),
    (TIME, METRIC, [("unit: min", "unit min"), ("value: 30", "value: few")],
     [("3:1", "yaml-missing-colon"), ("6:30", "wrong-value")]),
    (ANSWER, PROMISE, [("to: [small-bakery]", "to: [small-bakery"), ("at_most: 24 h", "at_most: soon")],
     [("2:5", "yaml-brackets"), ("4:12", "wrong-value")]),
]  # fmt: skip


@pytest.mark.parametrize(("file", "text", "changes", "found"), TOGETHER, ids=lambda value: str(value)[:40])
def test_all_that_is_wrong_is_told_with_the_line_at_which_reading_stopped(
    file: str, text: str, changes: list[tuple[str, str]], found: list[tuple[str, str]], write_book: Write
) -> None:
    files = {**REST, TIME: METRIC} if file != TIME else REST
    assert told(write_book({**files, file: changed(text, *changes)})) == found


# What may stand in the lines that could not be read is not missed.
MAY_BE_THERE: list[tuple[str, str, str, str]] = [
    (LATE, JOURNEY, "      - title: I pay\n", "      - titel I pay\n"),  # a title
    (LATE, JOURNEY, "    title: Paid", "\ttitle: Paid"),
    (LATE, JOURNEY, "persona: s", "persona s"),  # of a person who is named elsewhere
    (LATE, JOURNEY, "phases:", "phases"),  # touchpoints
    (LATE, JOURNEY, "      - title: I open", "\t- title: I open"),
    (TIME, METRIC, "unit: min", "unit min"),  # the unit in which all else is told
    (TIME, METRIC, "value: 30, n: 100}", "value: 30, n: 100"),
    (ANSWER, PROMISE, "  at_most: 24 h", "  at_most 24 h"),  # all that a standard needs
    (ANSWER, PROMISE, "text: We", "text: We: "),
    ("content/personas/small-bakery.yml", REST["content/personas/small-bakery.yml"], "    url: h", "\turl: h"),
    ("content/personas/small-bakery.yml", REST["content/personas/small-bakery.yml"], "name: Ola", "name: 'Ola"),
]


@pytest.mark.parametrize(("file", "text", "right", "wrong"), MAY_BE_THERE, ids=lambda value: str(value)[:40])
def test_nothing_is_missed_that_may_stand_where_nobody_could_read(
    file: str, text: str, right: str, wrong: str, write_book: Write
) -> None:
    action = "title: Mend it\naddresses: [late/i-pay, late/i-look-at-the-use]\n"
    files = {**REST, TIME: METRIC, ANSWER: PROMISE, LATE: JOURNEY, "content/actions/mend.yml": action}
    assert [rule for _, rule in told(write_book(files))] == []
    assert [rule.partition("-")[0] for _, rule in told(write_book({**files, file: changed(text, (right, wrong))}))] == [
        "yaml"
    ]


def test_what_the_lines_around_a_stop_may_go_on_with_is_not_judged(write_book: Write) -> None:
    """Of `em:` alone nobody can say whether it is a language mistyped or a text with a colon."""
    for text in ("title:\n  em: Late\n\tpl: X\n", "title: T\noutcomes:\n  - Nobody answers:\n\t- x\n"):
        assert [rule for _, rule in told(write_book({LATE: text}))] == ["yaml-tab"]


def test_lines_that_follow_from_the_same_mistake_are_passed_over(write_book: Write) -> None:
    story = "title: T\nstory: |\n  I wait\nand wait\nand wait.\n  And then\npersona: hana\naim: pays\n"
    assert told(write_book({LATE: story})) == [("4:1", "yaml-missing-colon"), ("8:6", "wrong-value")]


def test_a_stopped_file_is_no_part_of_the_book(write_book: Write) -> None:
    journey = changed(JOURNEY, ("stage: use", "stage use"))
    book, _ = load(write_book({**REST, LATE: journey}))
    assert (book.journeys, book.unread, book.origins["late"].root) == ({}, {"late"}, None)


def test_settings_that_are_cut_short_give_no_languages(write_book: Write) -> None:
    settings_of_book = "languages:\n  - en\n\t- pl\nobjectives:\n  - {ide: keep}\n"
    files = {**REST, "content/book.yml": settings_of_book, "content/actors/accounting.yml": "title: {en: A, pl: B}\n"}
    assert told(write_book(files)) == [("3:1", "yaml-tab"), ("5:6", "unknown-key")]


# Whatever is typed, reading comes to its end soon.


@pytest.mark.parametrize(
    "line",
    ["a: b: c\n", "a\n", "\ta: 1\n", 'a: "x\n', "a: [x\n", " - a: b: c\n", "a: @x\n", "\u00a0a: 1\n", "  a: 1\n b\n"],
)
def test_a_file_is_read_only_so_many_times(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    signs = 0

    class Counted(Reading):
        def document(self) -> None:
            nonlocal signs
            signs += len(self.text)
            super().document()

    monkeypatch.setattr(reading, "Reading", Counted)
    for size in (1_000, 100_000, 2_000_000):
        signs, text = 0, f"title: T\n{line * (size // len(line))}"
        _, problems, gaps = source.readable(text.encode(), "f.yml")
        assert len(gaps) <= reading.MOST_STOPS
        assert signs <= 3 * len(text) + 2 * reading.MOST_AGAIN
        assert 0 < len(problems) <= 100
