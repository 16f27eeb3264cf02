"""What people type wrong in a first book: each mistake is told once, at the word that is wrong, with what to type."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from textwrap import indent
from typing import NamedTuple

import pytest

from journeybook import rules
from journeybook.load import load
from journeybook.load.text import text_of

ROOT = Path(__file__).parents[1]
FRESH = ROOT / "templates/new/book/en"
Write = Callable[[Mapping[str, str | bytes]], Path]
JOURNEY = "journeys/x.yml"
SHORT = """\
title: Paying late, once
persona: small-bakery
aim: pay
phases:
  Using:
    - Everything just works: 2
  Paying:
    - I forget the deadline: 0
    - I open the reminder mail: -2
    - Their manager apologises: 1
"""
LONG = """\
title: Asking for help
persona: small-bakery
status: draft
owner: sales-desk
phases:
  - title: Asking
    touchpoints:
      - title: I call
        emotion: -1
        channel: phone
        keeps: [flour-by-five]
        pains:
          - Nobody answers
      - title: I wait
        emotion: -2
"""


class Typed(NamedTuple):
    """What somebody typed in place of what, and what is said to that: rule, line:column, a part of the words."""

    text: str
    right: str
    wrong: str
    rule: str
    place: str
    told: str


SCALE = "Write -2 (terrible), -1 (bad), 0 (neither), 1 (good) or 2 (wonderful)"
CHANGED = [
    Typed(LONG, "status: draft", '"status": "draft",', "yaml-text-after-quote", "3:18", '`"status": "draft"`'),
    Typed(LONG, "title: Asking for help", 'title: "Asking”', "yaml-unclosed-quote", "1:8", '`title: "Asking"`'),
    Typed(LONG, "sales-desk", "content/actors/sales-desk.yml", "unknown-reference", "4:8", "“sales-desk”?"),
    Typed(LONG, "title: Asking for help", "title:\n  en: Help\n  tags: [a]", "wrong-value", "3:3", "column of “title”"),
    Typed(LONG, "status: draft", "tags: calls, waiting", "wrong-value", "3:7", "[calls, waiting]"),
    Typed(LONG, "status: draft", "tags: (calls; waiting)", "wrong-value", "3:7", "[calls, waiting]"),
    Typed(LONG, "for help", "for help\nand waiting.", "yaml-missing-colon", "2:1", "Begin it further right"),
    Typed(SHORT, "title", "titel", "unknown-key", "1:1", "Did you mean “title”?"),
    Typed(SHORT, "persona:", "persone:", "unknown-key", "2:1", "Did you mean “persona”?"),
    Typed(SHORT, "title:", "tytuł:", "unknown-key", "1:1", "Did you mean “title”?"),
    Typed(SHORT, "persona:", "osoba:", "unknown-key", "2:1", "Did you mean “persona”?"),
    Typed(SHORT, "phases:", "etapy:", "unknown-key", "4:1", "Did you mean “phases”?"),
    Typed(SHORT, "phases:", "stages:", "unknown-key", "4:1", "Did you mean “phases”?"),
    Typed(SHORT, "title:", "Название:", "unknown-key", "1:1", "Did you mean “title”?"),
    Typed(SHORT, "persona:", "персона:", "unknown-key", "2:1", "Did you mean “persona”?"),
    Typed(SHORT, "phases:", "этапы:", "unknown-key", "4:1", "Did you mean “phases”?"),
    Typed(LONG, "emotion: -1", "feeling: -1", "wrong-value", "9:18", "Write: emotion: -1"),
    Typed(LONG, "emotion: -1", "uczucie: -1", "unknown-key", "9:9", "Did you mean “emotion”?"),
    Typed(LONG, "emotion: -1", "uczucie: złość", "unknown-key", "9:9", "Did you mean “feeling”?"),
    Typed(LONG, "emotion: -1", "чувство: −1,5", "unknown-key", "9:9", "Did you mean “emotion”?"),
    Typed(LONG, "emotion: -1", "feelings: -1", "unknown-key", "9:9", "Did you mean “emotion”?"),
    Typed(LONG, "channel:", "канал:", "unknown-key", "10:9", "Did you mean “channel”?"),
    Typed(LONG, "pains:", "боли:", "unknown-key", "12:9", "Did you mean “pains”?"),
    Typed(LONG, "touchpoints:", "steps:", "unknown-key", "7:5", "Did you mean “touchpoints”?"),
    Typed(LONG, "- title: I call", "- name: I call", "unknown-key", "8:9", "Did you mean “title”?"),
    Typed(LONG, "channel:", "Channel:", "unknown-key", "10:9", "Did you mean “channel”?"),
    Typed(LONG, "channel: phone", "moment of truth: yes", "unknown-key", "10:9", "Did you mean “moment_of_truth”?"),
    Typed(LONG, "status: draft", "description: A", "unknown-key", "3:1", "Did you mean “summary”?"),
    Typed(LONG, "status: draft", "emotion: 1", "unknown-key", "3:1", "a field of a touchpoint"),
    Typed(LONG, "status: draft", "title: Again", "yaml-duplicate-key", "3:1", "Keep one of them"),
    Typed(LONG, "draft", "ready", "wrong-value", "3:9", "Write one of: draft, validated, live, retired."),
    Typed(LONG, "draft", "Draft", "wrong-value", "3:9", "Did you mean “draft”?"),
    Typed(SHORT, "    - I open", "   - I open", "yaml-indentation", "9:4", "Begin it in column 5"),
    Typed(SHORT, "    - I forget", "\t- I forget", "yaml-tab", "8:1", "Replace it by spaces"),
    Typed(LONG, "status: draft", " status: draft", "yaml-indentation", "3:2", "right below `persona: small-bakery`"),
    Typed(LONG, "        channel", "      channel", "yaml-indentation", "10:7", "further right if it belongs"),
    Typed(SHORT, "late, once", "late: once", "yaml-colon-in-text", "1:19", '`title: "Paying late: once"`'),
    Typed(SHORT, "late, once", "#1 late", "yaml-comment-in-text", "1:15", '`title: "Paying #1 late"`'),
    Typed(SHORT, "title: P", 'title: "P', "yaml-unclosed-quote", "1:8", '`title: "Paying late, once"`'),
    Typed(SHORT, "I forget the deadline", "“I forget it”", "yaml-smart-quotes", "8:7", "type it again"),
    Typed(SHORT, "I forget the deadline", "'I don't know'", "yaml-text-after-quote", "8:14", '`- "I don\'t know": 0`'),
    Typed(LONG, "- Nobody answers", '- "Nobody" answers', "yaml-text-after-quote", "13:22", "'\"Nobody\" answers'"),
    Typed(LONG, "title: I call", "title: %100 sure", "yaml-special-character", "8:16", '`- title: "%100 sure"`'),
    Typed(LONG, "title: I call", "title: @home", "yaml-special-character", "8:16", '`- title: "@home"`'),
    Typed(LONG, "title: I call", "title: !wow", "yaml-tag", "8:16", '`- title: "!wow"`'),
    Typed(LONG, "- Nobody answers", "- Nobody answers: ever", "yaml-colon-in-text", "13:13", '"Nobody answers: ever"'),
    Typed(SHORT, "aim: pay", "aim:pay", "yaml-missing-space", "3:4", "`aim: pay`"),
    Typed(SHORT, "aim: pay", "aim:\u00a0pay", "yaml-missing-space", "3:4", "`aim: pay`"),
    Typed(SHORT, "aim: pay", "aim pay", "yaml-missing-colon", "3:1", "`aim: pay`"),
    Typed(SHORT, "aim: pay", "aim = pay", "yaml-missing-colon", "3:1", "`aim: pay`"),
    Typed(SHORT, "aim: pay", "aim; pay", "yaml-missing-colon", "3:1", "`aim: pay`"),
    Typed(SHORT, "- I forget", "-I forget", "yaml-missing-space", "8:5", "`- I forget the deadline: 0`"),
    Typed(SHORT, "- I forget", "• I forget", "yaml-bullet", "8:5", "`- I forget the deadline: 0`"),
    Typed(SHORT, "- I forget", "– I forget", "yaml-bullet", "8:5", "`- I forget the deadline: 0`"),
    Typed(SHORT, "mail: -2", "mail: bad", "wrong-value", "9:33", SCALE),
    Typed(SHORT, "mail: -2", "mail: zły", "wrong-value", "9:33", SCALE),
    Typed(SHORT, "mail: -2", "mail: :(", "wrong-value", "9:33", SCALE),
    Typed(SHORT, "mail: -2", "mail: +3", "wrong-value", "9:33", "A feeling lies between -2 and 2, and “+3” does not."),
    Typed(SHORT, "mail: -2", "mail: 5", "wrong-value", "9:33", SCALE),
    Typed(SHORT, "mail: -2", "mail: 0.7", "wrong-value", "9:33", "Write a whole number or a half"),
    Typed(SHORT, "mail: -2", "mail: it says no word of help", "wrong-value", "9:7", "put it in quotes"),
    Typed(LONG, "emotion: -1", "emotion: terrible", "wrong-value", "9:18", SCALE),
    Typed(LONG, "emotion: -1", "emotion: -3", "wrong-value", "9:18", SCALE),
    Typed(LONG, "emotion: -1", "emotion: 80%", "wrong-value", "9:18", SCALE),
    Typed(LONG, "emotion: -1", "emotion: [-1, 2]", "wrong-value", "9:18", "Write one, right behind the colon"),
    Typed(LONG, "channel: phone", "importance: 9", "wrong-value", "10:21", "Write a number from 1 to 5."),
    Typed(LONG, "channel: phone", "duration: two weeks", "wrong-value", "10:19", "15 min, 48 h, 2 days"),
    Typed(LONG, "channel: phone", "moment_of_truth: maybe", "wrong-value", "10:26", "Write yes or no."),
    Typed(LONG, "channel: phone", "feedback: [a call]", "wrong-value", "10:19", "method: …, question: …"),
    Typed(LONG, "status: draft", "last_reviewed: 26.11.2026", "wrong-value", "3:16", "Write: 2026-11-26"),
    Typed(LONG, "status: draft", "last_reviewed: 11/26/2026", "wrong-value", "3:16", "Write: 2026-11-26"),
    Typed(LONG, "status: draft", "last_reviewed: 2026/1/5", "wrong-value", "3:16", "Write: 2026-01-05"),
    Typed(LONG, "status: draft", "last_reviewed: 05/06/2026", "wrong-value", "3:16",
          "“05/06/2026” can be read as 2026-06-05 and as 2026-05-06. Write 2026-06-05 or 2026-05-06"),
    Typed(LONG, "status: draft", "last_reviewed: 3-11-2026", "wrong-value", "3:16", "Write 2026-11-03 or 2026-03-11"),
    Typed(LONG, "status: draft", "last_reviewed: 03/03/2026", "wrong-value", "3:16", "Write: 2026-03-03"),
    Typed(LONG, "status: draft", "last_reviewed: 13/31/2026", "wrong-value", "3:16", "not a day of the calendar"),
    Typed(LONG, "status: draft", "last_reviewed: 2026-02-30", "wrong-value", "3:16", "not a day of the calendar"),
    Typed(LONG, "status: draft", "last_reviewed: 12 maja 2026", "wrong-value", "3:16", "Write: 2026-05-12"),
    Typed(LONG, "status: draft", "last_reviewed: 12 мая 2026", "wrong-value", "3:16", "Write: 2026-05-12"),
    Typed(LONG, "status: draft", "last_reviewed: May 12th 2026", "wrong-value", "3:16", "written as year-month-day"),
    Typed(LONG, "status: draft", "last_reviewed: 12 XI 2026 r.", "wrong-value", "3:16", "Write: 2026-11-12"),
    Typed(LONG, "status: draft", "last_reviewed: Sept. 1, 2026", "wrong-value", "3:16", "Write: 2026-09-01"),
    Typed(LONG, "status: draft", "last_reviewed: 31 lutego 2026", "wrong-value", "3:16", "not a day of the calendar"),
    Typed(LONG, "- Nobody answers", "- Problem: no fixes", "yaml-colon-in-text", "13:13", '`- "Problem: no fixes"`'),
    Typed(LONG, "channel: phone", "gains: [a]\n        doing:\n          Idea: it", "yaml-colon-in-text", "12:11",
          '`"Idea: it"`'),
    Typed(LONG, "- Nobody answers", "- Said: nobody says \"no\"", "yaml-colon-in-text", "13:13",
          "Put it in quotes: `"),
    Typed(SHORT, "aim: pay", "aim: zapłacić", "wrong-value", "3:6", "Did you mean “pay”?"),
    Typed(SHORT, "aim: pay", "aim: заплатить", "wrong-value", "3:6", "Did you mean “pay”?"),
    Typed(LONG, "status: draft", "status: szkic", "wrong-value", "3:9", "Did you mean “draft”?"),
    Typed(LONG, "small-bakery", "[small-bakery, other]", "wrong-value", "2:10", "Write one, right behind the colon"),
    Typed(LONG, "small-bakery", "Ola, who runs a small bakery", "unknown-reference", "2:10", "Write: small-bakery"),
    Typed(LONG, "small-bakery", "Hanna, the baker", "unknown-reference", "2:10", "personas/hanna-the-baker.yml"),
    Typed(LONG, "sales-desk", "Sales desk", "unknown-reference", "4:8", "not a title. Write: sales-desk"),
    Typed(LONG, "flour-by-five", "flour-by-fiv", "unknown-reference", "11:17", "Did you mean “flour-by-five”?"),
    Typed(LONG, "[flour-by-five]", "flour-by-five, other", "unknown-reference", "11:16", "[flour-by-five, other]"),
    Typed(LONG, "[flour-by-five]", "[flour-by-five", "yaml-brackets", "11:16", "`keeps: [flour-by-five]`"),
    Typed(LONG, "- title: I call", "- id: I call\n        title: I call", "wrong-value", "8:13", "Write: i-call"),
    Typed(LONG, "title: Asking for", "title:\n  en: A\n  pl: B\nsummary: F", "unknown-language", "3:3", "Add “pl” to"),
]  # fmt: skip


@pytest.fixture(scope="module")
def fresh() -> dict[str, str | bytes]:
    """Return the files of a first book."""
    paths = [path for path in FRESH.rglob("*.yml") if "mkdocs" not in path.name]
    return {path.relative_to(FRESH).as_posix(): path.read_bytes() for path in paths}


def told(root: Path) -> list[tuple[str, str, str]]:
    """Return what check says, without the persona that is a sketch: rule, place, and the words with the hint."""
    problems = rules.checked(*load(root, date(2026, 11, 26)), text_of(root))
    for problem in problems:
        english, *others = (problem.message.say(language) for language in ("en", "pl", "ru"))
        assert english not in others and bool(problem.hint)
        assert problem.hint is None or problem.hint.say("pl") != problem.hint.say("en") or "`" in problem.hint.say("en")
    return [
        (
            each.rule,
            f"{each.place.line}:{each.place.column}",
            f"{each.message.say()} {each.hint.say() if each.hint else ''}",
        )
        for each in problems
        if each.rule != "persona-sketch"
    ]


@pytest.mark.parametrize("typed", CHANGED, ids=lambda typed: typed.wrong.strip()[:40])
def test_a_slip_is_told_once_where_it_is(typed: Typed, fresh: dict[str, str | bytes], write_book: Write) -> None:
    assert typed.right in typed.text
    ((rule, place, words),) = told(write_book({**fresh, JOURNEY: typed.text.replace(typed.right, typed.wrong, 1)}))
    assert (rule, place) == (typed.rule, typed.place)
    assert typed.told in words


HYPHEN = "A hyphen and a space are missing before this item of a list. Write `- "
STEP = "- title: I call\n      emotion: -1\n      pains:\n        - Nobody answers\n        - It is late"
UNHYPHENED = [
    ("    - I forget", "      I forget", "8:7", f"{HYPHEN}I forget the deadline: 0`"),
    ("    - I forget", "    I forget", "8:5", f"{HYPHEN}I forget the deadline: 0`"),
    ("    - I open", "      I open", "9:7", f"{HYPHEN}I open the reminder mail: -2`"),
    ("    - I open", "    I open", "9:5", f"{HYPHEN}I open the reminder mail: -2`"),
    ("    - Their", "      Their", "10:7", f"{HYPHEN}Their manager apologises: 1`"),
    ("    - Their", "    Their", "10:5", f"{HYPHEN}Their manager apologises: 1`"),
    ("- I forget the deadline: 0", STEP.replace("- title", "  title"), "8:7", f"{HYPHEN}title: I call`"),
    ("- I forget the deadline: 0", STEP.replace("- title", "title"), "8:5", f"{HYPHEN}title: I call`"),
    ("- I open the reminder mail: -2", STEP.replace("- title", "  title"), "9:7", f"{HYPHEN}title: I call`"),
    ("- I open the reminder mail: -2", STEP.replace("- title", "title"), "9:5", f"{HYPHEN}title: I call`"),
    ("- Their manager apologises: 1", STEP.replace("- title", "title"), "10:5", f"{HYPHEN}title: I call`"),
    ("- I forget the deadline: 0", STEP.replace("- N", "N"), "11:9", f"{HYPHEN}Nobody answers`"),
    ("- I forget the deadline: 0", STEP.replace("- N", "  N"), "11:11", f"{HYPHEN}Nobody answers`"),
    ("- I forget the deadline: 0", STEP.replace("- It", "It"), "12:9", f"{HYPHEN}It is late`"),
    ("- I open the reminder mail: -2", f"{STEP}\n      I wait: 1", "14:7", f"{HYPHEN}I wait: 1`"),
    ("    - I forget", "  - I forget", "8:3", "in column 3, the items beside it in column 5. Begin it in column 5"),
    ("    - I open", "  - I open", "9:3", "in column 3, the items beside it in column 5. Begin it in column 5"),
    ("    - Their", "  - Their", "10:3", "in column 3, the items beside it in column 5. Begin it in column 5"),
    ("    - I open", "      - I open", "9:7", "in column 7, the items beside it in column 5. Begin it in column 5"),
]


@pytest.mark.parametrize(("right", "wrong", "place", "words"), UNHYPHENED)
def test_an_item_without_its_hyphen_or_in_another_column_is_told_once_where_it_is(
    right: str, wrong: str, place: str, words: str, fresh: dict[str, str | bytes], write_book: Write
) -> None:
    assert right in SHORT
    ((rule, found, said),) = told(write_book({**fresh, JOURNEY: SHORT.replace(right, wrong, 1)}))
    assert (rule, found) == ("yaml-indentation" if "column 5" in words else "yaml-bullet", place)
    assert words in said


def test_items_without_hyphens_are_told_once(fresh: dict[str, str | bytes], write_book: Write) -> None:
    text = SHORT.replace("    - I forget", "    I forget").replace("    - Their", "    Their")
    ((rule, place, _),) = told(write_book({**fresh, JOURNEY: text}))
    assert (rule, place) == ("yaml-bullet", "8:5")


COLON = "A colon at the end of a text"
NAMED = "stands where the name of a field is expected"
TWO_LINES = "`- actor: clerk` and below it, right under “actor”, `does: types it`"
ITEMS = [
    ("pains", "- Nobody answers:", "8:11", COLON, '- "Nobody answers:"'),
    ("pains", "- Nobody answers: 3", "8:11", "A colon and a space", '- "Nobody answers: 3"'),
    ("pains", "- pain: Nobody answers", "8:11", "A colon and a space", '- "pain: Nobody answers"'),
    ("pains", "- 4: Nobody answers", "8:11", "A colon and a space", '- "4: Nobody answers"'),
    ("pains", "Nobody answers: ever", "8:9", "A colon and a space", '"Nobody answers: ever"'),
    ("pains", "- - Nobody answers", "8:11", "a list inside a list", "- Nobody answers"),
    ("pains", "- [Nobody answers]", "8:11", "a list inside a list", "- Nobody answers"),
    ("pains", "- Nobody\n  severity: 4", "8:11", "This text has no name", "- text: Nobody\n  severity: 4"),
    ("pains", "- Nobody answers:\n    severity: 4", "8:11", NAMED, "- text: Nobody answers\n  severity: 4"),
    ("pains", "- Nobody answers: {severity: 4}", "8:11", NAMED, "- text: Nobody answers\n  severity: 4"),
    ("pains", "- Nobody answers:\n    - Ever", "8:11", COLON, "- Nobody answers\n- Ever"),
    ("pains", "- text: Nobody\n  waga: 4", "9:11", "Did you mean “severity”?", "- text: Nobody\n  severity: 4"),
    ("quotes", "- Halo?:", "8:11", COLON, '- "Halo?:"'),
    ("quotes", "- Оля: где мука?", "8:11", "A colon and a space", '- "Оля: где мука?"'),
    ("quotes", "- It is late: she said, and: no", "8:36", "A colon and a space", '- "It is late: she said, and: no"'),
    ("quotes", "- @Ola: late", "8:11", "begins with @", '- "@Ola: late"'),
    ("causes", "- Nobody at the desk:", "8:11", COLON, '- "Nobody at the desk:"'),
    ("causes", "- human: Too few people", "8:11", "A colon and a space", '- "human: Too few people"'),
    ("causes", "- Too few\n  driver: human", "8:11", "This text has no name", "- text: Too few\n  driver: human"),
    ("opportunities", "- Call back:", "8:11", COLON, '- "Call back:"'),
    ("opportunities", "- Call back: at once", "8:11", "A colon and a space", '- "Call back: at once"'),
    ("opportunities", "- text: Call back", "8:11", "Only a text is expected here", "- Call back"),
    ("opportunities", "- title: Call back", "8:11", "without “title:” before it", "- Call back"),
    ("backstage", "- Clerk: types it", "8:11", TWO_LINES, "- actor: driver\n  does: types it"),
    ("backstage", "- {Clerk: types it}", "8:12", TWO_LINES, "- actor: driver\n  does: types it"),
    ("backstage", "Clerk: types it", "8:9", TWO_LINES, "- actor: driver\n  does: types it"),
    ("backstage", "- Clerk:", "8:11", NAMED, "- actor: driver"),
    ("frontstage", "- Sales desk: types it", "8:11", "`- actor: sales-desk`", "- actor: sales-desk\n  does: types it"),
    ("frontstage", "- sales-desk:\n    does: types it", "8:11", NAMED, "- actor: sales-desk\n  does: types it"),
    ("frontstage", "- kto: sales-desk", "8:11", "Did you mean “actor”?", "- actor: sales-desk"),
    ("frontstage", "- actor: driver, sales-desk", "8:18", "Only one can stand here, such as driver", "- actor: driver"),
    ("frontstage", "- {actor: driver, does: stops, waits and rings}", "8:40", "put all of that text in quotes",
     '- {actor: driver, does: "stops, waits and rings"}'),
]  # fmt: skip


@pytest.mark.parametrize(("field", "typed", "place", "words", "meant"), ITEMS)
def test_a_slip_in_an_item_is_told_once_and_what_is_to_be_typed_is_right(
    field: str, typed: str, place: str, words: str, meant: str, fresh: dict[str, str | bytes], write_book: Write
) -> None:
    """Where one line is to be typed, it is shown as it must stand; typed so, nothing is wrong any more."""
    above = "title: A\npersona: small-bakery\nphases:\n  A:\n    - title: I call\n      emotion: -1\n"
    ((_, found, said),) = told(write_book({**fresh, JOURNEY: f"{above}      {field}:\n{indent(typed, ' ' * 8)}\n"}))
    assert found == place
    assert words in said
    assert "\n" in meant or "`" not in said or f"`{meant}`" in said or "actor" in meant
    assert told(write_book({**fresh, JOURNEY: f"{above}      {field}:\n{indent(meant, ' ' * 8)}\n"})) == []


LONG_TITLE = "I look for the number of the helpline on three pages of the site, and do not find it"
STEPS = [
    (f"- {LONG_TITLE}:", "5:7", f"take the colon away: `- {LONG_TITLE}`", f"- {LONG_TITLE}"),
    (f"- {LONG_TITLE}: -1\n  channel: phone", "5:7", f"“- title: {LONG_TITLE}”",
     f"- title: {LONG_TITLE}\n  emotion: -1\n  channel: phone"),
    ("- I call:", "5:7", "take the colon away: `- I call`", "- I call"),
    ("- I call\n  emotion: -1", "5:7", "`- title: I call`", "- title: I call\n  emotion: -1"),
    ("- I call:\n    channel: phone", "5:7", "`- title: I call`", "- title: I call\n  channel: phone"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "place", "words", "meant"), STEPS)
def test_a_touchpoint_without_its_name_is_told_with_it(
    typed: str, place: str, words: str, meant: str, fresh: dict[str, str | bytes], write_book: Write
) -> None:
    above = "title: A\npersona: small-bakery\nphases:\n  A:\n"
    ((_, found, said),) = told(write_book({**fresh, JOURNEY: f"{above}{indent(typed, '    ')}\n"}))
    assert (found, words in said) == (place, True), said
    assert told(write_book({**fresh, JOURNEY: f"{above}{indent(meant, '    ')}\n"})) == []


HEAD = "title: A\npersona: small-bakery\n"
PHASES = "Write “phases:”"
WHOLE = [
    (JOURNEY, HEAD, "missing-field", PHASES),
    (JOURNEY, HEAD + "phases:\n", "missing-field", "Nothing stands behind “phases:” or below it"),
    (JOURNEY, "phases:\n  A:\n    - I call: 1\npersona:\n", "missing-field", "Write: persona: …"),
    ("content/personas/x.yml", "", "yaml-empty", "Write at least `name:`"),
    ("content/promises/p.yml", "# later\n", "yaml-empty", "Write at least `text:`"),
    ("content/actors/a.yml", "", "yaml-empty", "Write at least `title:`"),
    (JOURNEY, HEAD + "touchpoints:\n  - I call: 1\n  - I wait: 0\n", "unknown-key", PHASES),
    (JOURNEY, HEAD + "phases:\n  - I call: 1\n  - I wait: 0\n", "wrong-value", "“I call: 1” is a touchpoint"),
    (JOURNEY, HEAD + "phases:\n  I call: 1\n  I wait: 0\n", "wrong-value", "“I call: 1” is a touchpoint"),
    (JOURNEY, HEAD + "phases:\n  - Using\n  - Paying\n", "wrong-value", "“Using” is only the title of a phase"),
    (JOURNEY, HEAD + "phases: Using\n", "wrong-value", "“Using” is only the title of a phase"),
    (JOURNEY, HEAD + "phases:\n  Using: all is well\n", "wrong-value", "Write on the lines below it"),
    (JOURNEY, HEAD + "phases:\n  title: U\n  touchpoints: [I go]\n", "wrong-value", "Write “- title: U”"),
    (JOURNEY, HEAD + "phases:\n  Using:\n  Paying:\n", "wrong-value", "This journey has no touchpoint yet."),
    (JOURNEY, HEAD + "phases:\n  Using:\n    • I call: 1\n    • I wait: 0\n", "yaml-bullet", "`- I call: 1`"),
    (JOURNEY, HEAD + "phases:\n  Using:\n    • I call\n    • I wait\n", "yaml-bullet", "`- I call`"),
    (JOURNEY, "- I call: 1\n- I wait: 0\n", "yaml-top-level", "Put a name above the list"),
    (JOURNEY, "", "yaml-empty", "This file is empty."),
    (JOURNEY, LONG + LONG, "yaml-duplicate-key", "Delete what stands here twice"),
    (JOURNEY, LONG.replace("- title: I wait", "  title: I wait") + "        channel: phone\n", "yaml-duplicate-key",
     "put a hyphen and a space before it"),
    ("content/actors/a.yml", "title: A\nowner: TBD\n", "unknown-reference", "delete what stands behind the colon"),
    ("content/actions/a.yml", "title: A\nopened: 2026–07–01 12:00\n", "wrong-value", "Write: 2026-07-01"),
    ("content/actions/a.yml", "title: A\nopened: 30.6.26\n", "wrong-value", "Write: 2026-06-30"),
    ("content/evidence/e.yml", "title: E\nfindings: [{text: So, kind: interpretation, rests_on: non}]\n",
     "unknown-reference", "“non”"),
    ("content/promises/p.yml", "text: P\nstandard: {metric: deliveries-on-time, max: 5}\n", "unknown-key", "“at_most”"),
    ("content/promises/p.yml", "text: P\nstandard: {metric: deliveries-on-time, at_least: 3, share: 80 percent}\n",
     "wrong-value", "Write: 80 %"),
    ("content/metrics/m.yml", "kind: rate\nresults: [{date: 2026-09-30, value: 95 procent, n: 9}]\n", "wrong-value",
     "Write: 95 %"),
    ("content/metrics/m.yml", "kind: rate\ntarget: 95 процентов\n", "wrong-value", "Write: 95 %"),
    ("content/promises/p.yml", "text: P\nstandard: {metric: deliveries-on-time, at_most: 3 min}\n",
     "standard-in-another-unit", "limit is 3 min, and write here in how many cases it must be met"),
    ("content/promises/p.yml", "text: P\nstandard: {metric: deliveries-on-time, at_least: 3 min}\n",
     "standard-in-another-unit", "This metric is a share; write for example at_least: 95 %"),
    ("content/actions/a.yml", "title: A\nopened: 1 июля 2026 г.\n", "wrong-value", "Write: 2026-07-01"),
    ("content/actions/a.yml", "title: A\nopened: July 1st, 2026\n", "wrong-value", "Write: 2026-07-01"),
    (JOURNEY, f"<<<<<<< HEAD\n{SHORT}=======\n{SHORT}>>>>>>> b\n", "yaml-conflict-marker", "Keep what is right"),
    (JOURNEY, SHORT.replace("late", "późno").encode("cp1250"), "yaml-encoding", "Save it as UTF-8"),
    ("journeys/x.txt", SHORT, "stray-file", "under the name x.yml"),
    ("journeys/x.yml.txt", SHORT, "stray-file", "under the name x.yml"),
    ("journeys/x.YML", SHORT, "stray-file", "under the name x.yml"),
    ("journeys/Płacę późno.YML", SHORT, "stray-file", "under the name place-pozno.yml"),
    ("content/evidence/e.yml", "title: E\nsample: eight\n", "wrong-value", "Write a whole number, for example 8."),
    ("content/evidence/e.yml", "title: E\nsample: 8 people\n", "wrong-value", "Write: 8"),
    ("content/journeys/x.yml", SHORT, "stray-file", "Move it to journeys/."),
    ("content/persona/x.yml", "name: X\n", "stray-file", "Move it to content/personas/."),
    ("journeys/Paying-Late.yml", SHORT, "file-name", "Rename the file to paying-late.yml"),
    ("journeys/płacę późno.yml", SHORT, "file-name", "Rename the file to place-pozno.yml"),
    ("content/actors/small-bakery.yml", "title: X\n", "duplicate-id", "Rename one of the two files"),
    (JOURNEY, HEAD + "phases: #1\n", "yaml-comment-in-text", "Nothing is left of “phases”"),
    (JOURNEY, HEAD + "phases:\n  Using:\n    - title: #1 call\n", "yaml-comment-in-text", '`- title: "#1 call"`'),
    (JOURNEY, HEAD + "phases:\n  Using:\n    - title: #1\n      id: a\n", "yaml-comment-in-text", "“title”"),
    ("content/promises/p.yml", "title: P\ntext: #1 We\n", "yaml-comment-in-text", "Nothing is left of “text”"),
    ("content/metrics/m.yml", "kind: rate\nresults:\n  - 2026-09: 95 %\n", "unknown-key",
     "`- {period: 2026-09, value: 95 %}`"),
    ("content/metrics/m.yml", "kind: rate\nresults:\n  - 2026-09-30: 95 %\n", "unknown-key",
     "`- {date: 2026-09-30, value: 95 %}`"),
    ("content/evidence/e.yml", "title: E\nwnioski: They ring thrice\n", "unknown-key", "Did you mean “findings”?"),
    ("content/evidence/e.yml", "title: E\nголос: customer\n", "unknown-key", "Did you mean “voices”?"),
    ("content/promises/p.yml", "text: P\nwymóg: 95 %\n", "unknown-key", "Did you mean “standard”?"),
    ("content/personas/x.yml", "name: X\ngoals:\n  en:\n    - To bake, and sell\n", "wrong-value",
     '`- {en: "To bake, and sell"}`'),
    ("content/personas/x.yml", "name: X\nstory:\n  en:\n    a: b\n", "wrong-value", "Write one text after the colon"),
    ("content/promises/p.yml", "title: P\n", "missing-field", "Add a line: text: …"),
    ("content/promises/p.yml", "text: P\nstandard: 95 % in 5 min\n", "wrong-value", "metric: …, at_least: …"),
    ("content/actions/a.yml", "title: A\ndeadline: 2026-12-01\n", "unknown-key", "“deadline” belongs to “questions”"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "rule", "words"), WHOLE)
def test_a_file_that_is_wrong_as_a_whole_is_told_of_once(
    name: str, text: str | bytes, rule: str, words: str, fresh: dict[str, str | bytes], write_book: Write
) -> None:
    ((found, _, said),) = told(write_book({**fresh, name: text}))
    assert found == rule
    assert words in said


def test_a_field_left_empty_is_told_at_its_line(fresh: dict[str, str | bytes], write_book: Write) -> None:
    ((_, place, said),) = told(write_book({**fresh, JOURNEY: f"{HEAD}phases:\nstatus: draft\n"}))
    assert (place, "Write on the line below it, further right, a title" in said) == ("3:1", True)


def test_lists_by_language_are_told_how_items_are_said_in_each(
    fresh: dict[str, str | bytes], write_book: Write
) -> None:
    settings = (FRESH / "content/book.yml").read_text("utf-8").replace("languages: [en]", "languages: [en, pl]")
    typed = "name: X\ngoals: {en: [To bake, To sell], pl: [Piec]}\n"
    root = write_book({**fresh, "content/book.yml": settings, "content/personas/x.yml": typed})
    ((rule, place, said),) = [each for each in told(root) if each[0] == "wrong-value"]
    assert (rule, place) == ("wrong-value", "2:8")
    assert "write each item in all languages: `- {en: To bake, pl: Piec}`" in said


@pytest.mark.parametrize("feeling", ["-1,5", "−2", "–2", "‑2", "+1", "0.5", '"1"'])
def test_a_feeling_may_be_typed_as_people_do(feeling: str, fresh: dict[str, str | bytes], write_book: Write) -> None:
    assert told(write_book({**fresh, JOURNEY: SHORT.replace("mail: -2", f"mail: {feeling}")})) == []


def test_names_that_stand_twice_in_several_places_are_told_one_by_one(write_book: Write) -> None:
    step = "      - title: I call\n        {0}: 1\n        {0}: 1\n"
    text = "title: A\npersona: a\nphases:\n  - title: A\n    touchpoints:\n"
    root = write_book({JOURNEY: text + "".join(map(step.format, ("emotion", "importance", "wait")))})
    assert [place for rule, place, _ in told(root) if rule == "yaml-duplicate-key"] == ["8:9", "11:9", "14:9"]
