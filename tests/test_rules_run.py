"""How rules are run: settings, silence with a reason, noise by status, books they were not written for."""

from __future__ import annotations

import cProfile
import pstats
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from journeybook import rules
from journeybook.load import load
from journeybook.load.text import text_of
from journeybook.problem import Problem, Severity
from journeybook.rules.run import everything, heard_in, is_heard, looked_at, said

ROOT = Path(__file__).parents[1]
DAY = date(2026, 11, 22)
Write = Callable[[Mapping[str, str | bytes]], Path]

JOURNEY = """
    title: Paying
    status: {status}
    persona: anna
    phases:
      Paying:
        - I open the bill: 1
        - I read it: 1
        - I pay it: 2
        - I forget it: 1
    """


def told(root: Path) -> list[Problem]:
    return list(rules.checked(*load(root, DAY), text_of(root)))


def names(problems: list[Problem]) -> set[str]:
    return {problem.rule for problem in problems}


def severities(problems: list[Problem]) -> set[str]:
    return {problem.severity.value for problem in problems if problem.rule != "persona-sketch"}


def test_a_draft_hears_only_errors(write_book: Write) -> None:
    ring = JOURNEY.format(status="draft") + "parent: paying\n    "
    assert names(told(write_book({"journeys/paying.yml": ring}))) == {"ring-of-parents", "persona-sketch"}


def test_a_validated_journey_hears_warnings_too(write_book: Write) -> None:
    found = told(write_book({"journeys/paying.yml": JOURNEY.format(status="validated")}))
    assert severities(found) == {"warning"}
    assert {"journey-without-owner", "curve-all-positive"} <= names(found)


def test_a_live_journey_hears_everything(write_book: Write) -> None:
    found = told(write_book({"journeys/paying.yml": JOURNEY.format(status="live")}))
    assert severities(found) == {"warning", "advice"}
    assert {"journey-without-story", "live-journey-without-action"} <= names(found)


def test_a_retired_journey_hears_only_what_breaks_its_structure(write_book: Write) -> None:
    text = JOURNEY.format(status="retired") + "parent: paying\n    expect: [{measure: nonsense, at_least: 1}]\n    "
    assert names(told(write_book({"journeys/paying.yml": text}))) == {"ring-of-parents", "persona-sketch"}


def test_what_is_no_journey_hears_as_much_as_the_furthest_journey(write_book: Write) -> None:
    promise = {"content/promises/fast.yml": "text: We answer quickly\n"}
    draft = told(write_book({"journeys/paying.yml": JOURNEY.format(status="draft"), **promise}))
    live = told(write_book({"journeys/paying.yml": JOURNEY.format(status="live"), **promise}))
    assert "vague-promise" not in names(draft)
    assert {"vague-promise", "promise-made-nowhere"} <= names(live)


def test_the_ten_line_book_of_a_beginner_is_quiet(write_book: Write) -> None:
    assert names(told(ROOT / "tests/books/ten-lines")) == {"persona-sketch"}


@pytest.mark.parametrize("setting", ["off", "{severity: off}"])
def test_a_rule_can_be_off(setting: str, write_book: Write) -> None:
    book = f"rules:\n  curve-all-positive: {setting}\n"
    files = {"content/book.yml": book, "journeys/paying.yml": JOURNEY.format(status="live")}
    assert "curve-all-positive" not in names(told(write_book(files)))


def test_a_rule_can_be_graver_and_is_then_heard_earlier(write_book: Write) -> None:
    book = "rules: {curve-all-positive: error, journey-without-story: warning}\n"
    found = told(write_book({"content/book.yml": book, "journeys/paying.yml": JOURNEY.format(status="draft")}))
    assert [problem.severity for problem in found if problem.rule == "curve-all-positive"] == [Severity.ERROR]
    assert "journey-without-story" not in names(found)


def test_a_rules_number_can_be_changed(write_book: Write) -> None:
    book = "rules: {curve-all-positive: {touchpoints: 5}}\n"
    found = told(write_book({"content/book.yml": book, "journeys/paying.yml": JOURNEY.format(status="live")}))
    assert "curve-all-positive" not in names(found)


@pytest.mark.parametrize(
    ("setting", "hint"),
    [
        ("curve-all-positive: {most: 5}", "What can be set here: severity, touchpoints."),
        ("curve-all-positive: {touchpoints: many}", "What can be set here: 3."),
        ("curve-all-positive: louder", "Write one of: off, error, warning, advice."),
    ],
)
def test_a_setting_that_is_none_is_an_error(setting: str, hint: str, write_book: Write) -> None:
    found = told(write_book({"content/book.yml": f"rules:\n  {setting}\n"}))
    assert [(each.rule, each.hint and each.hint.say()) for each in found] == [("rule-setting", hint)]


def test_what_reading_advises_can_be_set_too(write_book: Write) -> None:
    files = {
        "content/book.yml": "rules: {persona-sketch: off}\n",
        "journeys/paying.yml": JOURNEY.format(status="draft"),
    }
    assert told(write_book(files)) == []


LINE = """
    title: Paying{comment}
    status: validated
    persona: anna
    owner: accounting
    phases: {{Paying: [I open the bill]}}
    """


@pytest.mark.parametrize(
    "text",
    [
        LINE.format(comment="  # journeybook: ignore journey-without-sponsor – she is being chosen"),
        "# journeybook: ignore journey-without-sponsor - she is being chosen\n" + LINE.format(comment=""),
        "# journeybook: ignore other-rule, journey-without-sponsor – both\n" + LINE.format(comment=""),
    ],
    ids=["on a line", "at the head of a file", "among others"],
)
def test_a_comment_with_a_reason_silences_a_rule(text: str, write_book: Write) -> None:
    found = names(told(write_book({"journeys/paying.yml": text.replace("\n    ", "\n")})))
    assert "journey-without-sponsor" not in found
    assert "journey-without-both-goals" in found
    assert "unused-ignore" not in found


def test_a_comment_on_a_line_of_its_own_speaks_of_the_line_below(write_book: Write) -> None:
    text = "status: live\npersona: anna\n\n# journeybook: ignore title-too-long – a quote\nphases:\n  P: [I pay]\n"
    found = told(write_book({"journeys/paying.yml": text}))
    assert [each.place.line for each in found if each.rule == "unused-ignore"] == [4]


def test_a_comment_above_something_speaks_of_all_its_lines_but_not_of_lists_in_it(write_book: Write) -> None:
    text = """
        status: live
        persona: anna
        phases:
          - title: P
            touchpoints:
              # journeybook: ignore jump-without-cause, title-too-long – as the law says
              - id: first
                title: I read what they have to tell me by law, line by line, until the very end of it
                emotion: 2
              - I get the bill: 2
              # journeybook: ignore jump-without-cause – nobody knows
              - title: I pay
                emotion: -2
                pains:
                  - It hurts
          # journeybook: ignore jump-without-cause – of the phase only
          - title: Q
            touchpoints:
              - I am glad: 2
        """
    found = told(write_book({"journeys/paying.yml": text}))
    lines = {each.rule: each.place.line for each in found if each.rule in {"jump-without-cause", "unused-ignore"}}
    assert lines == {"jump-without-cause": 19, "unused-ignore": 16}
    assert "title-too-long" not in names(found)


@pytest.mark.parametrize(
    ("comment", "rule"),
    [
        ("# journeybook: ignore journey-without-sponsor", "ignore-without-reason"),
        ("# journeybook: ignore", "ignore-without-reason"),
        ("# journeybook: disable journey-without-sponsor – she is being chosen", "ignore-without-reason"),
        ("# Journeybook: Ignore journey-without-sponsor", "ignore-without-reason"),
        ("# journeybook: ignore journey-without-sponser – typo", "unknown-rule"),
        ("# journeybook: ignore only-surveys – none here", "unused-ignore"),
    ],
)
def test_a_comment_that_cannot_silence_is_told(comment: str, rule: str, write_book: Write) -> None:
    text = LINE.format(comment=f"  {comment}")
    found = told(write_book({"journeys/paying.yml": text}))
    assert [(each.place.line, each.place.column) for each in found if each.rule == rule] == [(1, 16)]
    assert "journey-without-sponsor" in names(found)


def test_a_comment_for_a_rule_that_is_off_may_stay(write_book: Write) -> None:
    text = LINE.format(comment="  # journeybook: ignore only-surveys – for later")
    book = "rules: {only-surveys: off}\n"
    assert "unused-ignore" not in names(told(write_book({"content/book.yml": book, "journeys/paying.yml": text})))


def test_nothing_silences_an_error_of_reading(write_book: Write) -> None:
    text = LINE.format(comment="").replace("owner:", "# journeybook: ignore unknown-reference – no\n    owner:")
    assert "unknown-reference" in names(told(write_book({"journeys/paying.yml": text})))


def test_rules_on_what_is_missing_wait_for_the_whole_book(write_book: Write) -> None:
    files = {
        "content/promises/back.yml": "text: We call back within the hour\n",
        "journeys/live.yml": JOURNEY.format(status="live"),
    }
    assert "promise-kept-nowhere" in names(told(write_book(files)))
    found = names(told(write_book({**files, "journeys/broken.yml": "title: [\n"})))
    assert "promise-kept-nowhere" not in found
    assert "promise-without-owner" in found


def test_rules_on_what_is_referred_to_wait_for_that_alone(write_book: Write) -> None:
    promise = "text: We call\nstandard: {metric: time, at_most: 3 h}\n"
    files = {
        "journeys/one.yml": JOURNEY.format(status="live").replace("anna", "bob"),
        "journeys/two.yml": JOURNEY.format(status="live"),
        "content/personas/bob.yml": "name: Bob\nkind: employee\n",
        "content/promises/soon.yml": promise,
        "content/promises/often.yml": promise.replace("time", "rate"),
        "content/metrics/rate.yml": "title: Rate\n",
    }
    waiting = {"journey-without-context", "promise-without-result"}

    def heard(changed: Mapping[str, str | bytes]) -> set[tuple[str, str]]:
        found = told(write_book({**files, "content/metrics/time.yml": "title: Time\n", **changed}))
        return {(each.rule, each.place.file) for each in found if each.rule in waiting}

    assert heard({}) == {
        ("journey-without-context", "journeys/one.yml"), ("journey-without-context", "journeys/two.yml"),
        ("promise-without-result", "content/promises/soon.yml"),
        ("promise-without-result", "content/promises/often.yml"),
    }  # fmt: skip
    unread = {"content/metrics/time.yml": "title: Time\nkind: often\n", "content/personas/bob.yml": "name: [\n"}
    assert heard(unread) == {
        ("journey-without-context", "journeys/two.yml"), ("promise-without-result", "content/promises/often.yml")
    }  # fmt: skip


def test_a_comment_is_not_called_useless_while_its_rule_waits(write_book: Write) -> None:
    promise = "# journeybook: ignore promise-kept-nowhere – the journey comes in May\ntext: We call\n"
    files = {"content/promises/call.yml": promise, "journeys/broken.yml": "title: [\n"}
    assert "unused-ignore" not in names(told(write_book(files)))


def test_rules_keep_silent_while_nobody_knows_which_are_off(write_book: Write) -> None:
    files = {
        "content/promises/call.yml": "text: We call\n",
        "content/book.yml": "rules: {promise-without-owner: off}\n",
    }
    assert "promise-without-owner" not in names(told(write_book(files)))
    mistaken = {**files, "content/book.yml": "rules: {promise-without-owner: off}\ntolerance: [5]\n"}
    assert "wrong-value" in names(told(write_book(mistaken)))
    assert "promise-without-owner" not in names(told(write_book(mistaken)))
    unreadable = {**files, "content/book.yml": "rules: {promise-without-owner: off\n"}
    assert {each.place.file for each in told(write_book(unreadable))} == {"content/book.yml"}


def test_every_module_of_rules_is_imported() -> None:
    folder = Path(rules.__file__).parent
    with_rules = {path.stem for path in folder.glob("*.py") if "\n@rule(" in path.read_text("utf-8")}
    assert {module.__name__.rpartition(".")[2] for module in rules.MODULES} == with_rules


@pytest.mark.parametrize("book", ["government", "stress"])
def test_books_that_rules_were_not_written_for(book: str) -> None:
    found = told(ROOT / "tests/books" / book)
    assert len(names(found)) > 15
    for language in ("en", "pl", "ru"):
        assert all(problem.message.say(language) for problem in found)
        assert all(problem.hint.say(language) for problem in found if problem.hint)
    assert all(
        problem.place.line > 0 and (ROOT / "tests/books" / book / problem.place.file).is_file() for problem in found
    )


@pytest.mark.parametrize("book", ["", "tests/books/stress", "tests/books/government"])
def test_rules_that_go_by_journey_find_the_same_in_each_journey_alone(book: str) -> None:
    look = looked_at(load(ROOT / book, DAY)[0], rules.all_rules())
    by_journey = [rule for rule in rules.all_rules().values() if rule.by_journey]
    assert len(by_journey) > 50
    for rule in by_journey:
        alone = [found for part in look.parts(1) for found in rule.check(part)]
        assert sorted(map(repr, alone)) == sorted(map(repr, rule.check(look))), rule.name


@pytest.mark.parametrize("book", ["", "tests/books/stress", "tests/books/government"])
def test_what_is_left_out_early_would_not_have_been_heard(book: str) -> None:
    whole = load(ROOT / book, DAY)[0]
    statuses = ("live", "draft", "validated", "retired")
    for shift in range(2):
        journeys = {
            name: journey.model_copy(update={"status": statuses[(number + shift) % 4]})
            for number, (name, journey) in enumerate(whole.journeys.items())
        }
        mixed = replace(whole, journeys=journeys)
        known, heard = rules.all_rules(), heard_in(mixed)
        look = looked_at(mixed, known)
        late = [each for each in everything(look, known) if is_heard(each, known.get(each.rule), heard)]
        assert sorted(map(repr, late)) == sorted(map(repr, said(look, known)))


def test_twice_the_journeys_are_twice_the_work(write_book: Write) -> None:
    text = (ROOT / "journeys/late-invoice.yml").read_text("utf-8")
    content = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in (ROOT / "content").rglob("*.yml")}

    def calls(copies: int) -> int:
        """Count the calls that the rules take over so many copies of a journey."""
        root = write_book({**content, **{f"journeys/late-invoice-{n}.yml": text for n in range(copies)}})
        book, problems = load(root, DAY)
        profile = cProfile.Profile()
        profile.runcall(rules.checked, book, problems, text_of(root))
        return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]

    calls(1)  # what is worked out once for all books
    few, more, most = calls(8), calls(16), calls(32)
    assert (most - more) / (more - few) < 2.2
