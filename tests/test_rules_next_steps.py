"""The way there: what is pasted can be read, and leads up a rung."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from journeybook.load import load
from journeybook.problem import Severity
from journeybook.rules import all_rules
from journeybook.rules.next_steps import MOST, RUNGS, Way, way, ways
from journeybook.rules.pasting import Paste
from journeybook.rules.run import looked_at
from journeybook.source import TO_FILL

ROOT = Path(__file__).parents[1]
DAY = date(2026, 11, 22)
Write = Callable[[Mapping[str, str | bytes]], Path]

SHORT = """
    title: Paying late, once
    persona: anna
    phases:
      Using:
        - It works: 1
      Paying:
        - I open the reminder: -2
        - I pay: 0
    """
LONG = """
    title:
      en: Paying late, once
    persona: anna
    owner: accounting
    phases:
      - title: Using
        touchpoints:
          - title: It works
            emotion: 1
          - id: reminder
            title:
              en: I open the reminder
            emotion: -2
    """
INLINE = """
    title: Paying late, once
    persona: anna
    phases:
      - title: Using
        touchpoints:
          - {title: It works, emotion: 1}
          - {title: I open the reminder, emotion: -2}
    """
ACTORS = {"content/actors/accounting.yml": "title: Accounting\n"}


def way_of(root: Path, journey: str = "paying") -> Way:
    book, problems = load(root, DAY)
    assert [problem.message.say() for problem in problems if problem.severity is Severity.ERROR] == []
    return way(looked_at(book, all_rules()), book.journeys[journey])


def paste(root: Path, pasted: Paste) -> None:
    """Do by program what the author is told to do by hand."""
    file, place, text = root / pasted.place.file, pasted.place, pasted.yaml("en")
    where = pasted.where.say()
    if not file.is_file():
        assert "new file" in where
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
        return
    lines = file.read_text("utf-8").splitlines(keepends=True)
    if "in the place of" in where:
        lines[place.line - 1 : place.end_line] = [text]
    elif "closing brace" in where:
        before, brace, after = lines[place.line - 1].rpartition("}")
        lines[place.line - 1] = before + text.strip("\n") + brace + after
    else:
        lines.insert(place.end_line, text)
    file.write_text("".join(lines), "utf-8")


def test_a_first_book_is_told_to_listen_where_it_hurts(write_book: Write) -> None:
    found = way_of(write_book({"journeys/paying.yml": SHORT}))
    assert found.reached == 1
    assert found.rungs == {"mapped": True, "heard": False, "shared": False, "acted": False, "rewarded": False}
    assert found.steps[0].what.say() == "Listen at “I open the reminder”."
    assert found.steps[0].paste.where.say() == "In journeys/paying.yml, in the place of line 7, write:"
    assert found.steps[0].paste.yaml("en") == (
        '    - title: "I open the reminder"\n'
        "      emotion: -2\n"
        "      feedback:\n"
        "        method: …     # How we ask or listen.\n"
        "        question: …   # What we ask.\n"
        "        frequency: …  # How often.\n"
        "        answer_within: 24 h\n"
        "        # owner: …    # Who answers for it.\n"
    )


def test_a_touchpoint_in_brackets_is_written_out_in_braces(write_book: Write) -> None:
    text = "title: Paying\npersona: anna\nphases: {Paying: [I open it: -1, I pay: 1]}\n"
    root = write_book({"journeys/paying.yml": text})
    pasted = way_of(root).steps[0].paste
    assert pasted.where.say().endswith("on line 3, in the place of “I open it” and its number, write:")
    new = text.replace("I open it: -1", pasted.yaml("en").strip())
    assert way_of(write_book({"journeys/paying.yml": new})).journey.steps[0].touchpoint.feedback


@pytest.mark.parametrize("text", [SHORT, LONG, INLINE], ids=["short", "long", "inline"])
def test_every_step_can_be_pasted_and_leads_on(text: str, write_book: Write) -> None:
    root = write_book({"journeys/paying.yml": text, **ACTORS})
    done = []
    for _ in range(12):
        found = way_of(root)
        new = [step for step in found.steps if step.what.say() not in done]
        assert len(found.steps) <= MOST
        if not new:
            break
        done.append(new[0].what.say())
        paste(root, new[0].paste)
    assert {"shared", "acted"} <= {name for name, there in way_of(root).rungs.items() if there}
    assert len(done) >= 5


def test_an_owner_that_is_known_makes_the_post_complete(write_book: Write) -> None:
    root = write_book({"journeys/paying.yml": LONG, **ACTORS})
    before = way_of(root)
    paste(root, before.steps[0].paste)
    assert (before.reached, way_of(root).rungs["heard"]) == (1, True)


@pytest.mark.parametrize(
    "post",
    ["\n              method: A text, or a call", " A text, or a call", "\n              en: A text, or a call"],
    ids=["with fields", "a bare text", "a text by language"],
)
def test_an_incomplete_post_is_completed(post: str, write_book: Write) -> None:
    root = write_book({"journeys/paying.yml": f"{LONG.rstrip()}\n            feedback:{post}\n", **ACTORS})
    step = way_of(root).steps[0]
    assert step.what.say() == "Complete the listening post at “I open the reminder”."
    paste(root, step.paste)
    found = way_of(root)
    assert found.rungs["heard"]
    told = found.journey.steps[1].touchpoint.feedback
    assert told is not None
    assert str(told.method) == "A text, or a call"


def test_a_gap_in_the_curve_comes_first(write_book: Write) -> None:
    root = write_book({"journeys/paying.yml": SHORT.replace("- I pay: 0", "- I pay")})
    step = way_of(root).steps[0]
    assert step.what.say() == "Say how “I pay” feels."
    paste(root, step.paste)
    assert way_of(root).rungs["mapped"]


def test_a_planned_action_is_begun(write_book: Write) -> None:
    action = "title: Kind letters\naddresses: [paying]\ncircle: plan\n"
    root = write_book({"journeys/paying.yml": SHORT, "content/actions/kind.yml": action})
    step = next(step for step in way_of(root).steps if "Begin" in step.what.say())
    assert step.what.say() == "Begin with “Kind letters”."
    paste(root, step.paste)
    assert way_of(root).rungs["acted"]


def test_an_objective_is_measured_by_what_customers_say(write_book: Write) -> None:
    book = "objectives:\n  - id: stay\n    statement: Firms stay\n    metrics:\n      - days\n"
    files = {
        "content/book.yml": book,
        "journeys/paying.yml": SHORT.replace("persona:", "supports: stay\n    persona:"),
        "content/metrics/days.yml": "title: Days\n",
        "content/metrics/nps.yml": "kind: nps\nresults: [{date: 2026-09-30, value: 30, n: 100}]\n",
        "content/actions/kind.yml": "title: Kind letters\naddresses: [paying]\ncircle: do\n",
    }
    root = write_book(files)
    step = next(step for step in way_of(root).steps if "Measure" in step.what.say())
    assert step.paste.yaml("en") == "    metrics: [days, nps]\n"
    assert step.paste.where.say() == "In content/book.yml, in the place of lines 4 to 5, write:"
    paste(root, step.paste)
    assert way_of(root).rungs["rewarded"]


HEARD = """
    title: Paying late, once
    persona: anna
    supports: stay
    workshops: {date: 2026-05-20, audience: Bakers}
    phases:
      - title: Paying
        touchpoints:
          - title: I open the reminder
            emotion: -2
            keeps: first
            feedback: {method: A call, question: Why?, frequency: Always, answer_within: 24 h, owner: accounting}
    """


def test_pressure_is_taken_off(write_book: Write) -> None:
    files = {
        "content/book.yml": "objectives: [{id: stay, statement: Firms stay, metrics: nps}]\n",
        "journeys/paying.yml": HEARD,
        "content/promises/first.yml": "text: You come first\n",
        "content/metrics/nps.yml": "kind: nps\nresults: [{date: 2026-09-30, value: 30, n: 100}]\n",
        "content/metrics/days.yml": "title: Days\ninternal: yes\npressures: first\n",
        **ACTORS,
    }
    root = write_book(files)
    assert not way_of(root).rungs["rewarded"]
    step = next(step for step in way_of(root).steps if "pressure" in step.what.say())
    paste(root, step.paste)
    assert way_of(root).rungs["rewarded"]


def test_on_the_last_of_all_days_there_are_next_steps_too(write_book: Write) -> None:
    root = write_book({"journeys/paying.yml": LONG, **ACTORS})
    book, _ = load(root, date.max)
    steps = way(looked_at(book, all_rules(), lambda _: ""), book.journeys["paying"]).steps
    assert any("deadline: 9999-12-31" in step.paste.yaml("en") for step in steps)


def test_who_has_come_least_far_stands_first(write_book: Write) -> None:
    journeys = {f"journeys/{name}.yml": SHORT.replace("-2", feeling) for name, feeling in [("a", "-1"), ("b", "-2")]}
    book, _ = load(write_book({**journeys, "journeys/c.yml": SHORT.replace(": -2", "")}), DAY)
    assert [each.journey.id for each in ways(looked_at(book, all_rules()))] == ["c", "b", "a"]


@pytest.mark.parametrize("book", ["", "tests/books/government", "tests/books/stress", "tests/books/ten-lines"])
def test_every_journey_has_its_way(book: str) -> None:
    loaded, _ = load(ROOT / book, DAY)
    all_ways = list(ways(looked_at(loaded, all_rules())))
    assert all_ways
    for found in all_ways:
        assert found.rungs.keys() == RUNGS.keys()
        assert len(found.steps) <= MOST
        assert len({step.what for step in found.steps}) == len(found.steps)
        for step in found.steps:
            assert step.why.say("pl")
            assert TO_FILL not in [line.lstrip() for line in step.paste.yaml("pl").splitlines()]
