"""Diagrams of mermaid in and out: read as they were meant, told of line by line, and shown by mermaid as they are."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from journeybook.cli import command
from journeybook.convert import mermaid
from journeybook.convert.mermaid.diagram import Diagram
from journeybook.convert.wishes import Wishes
from journeybook.load import load
from journeybook.model import Actor, Book, Journey, Persona, Settings
from journeybook.problem import Problem, Severity

ROOT = Path(__file__).parents[1]
BOOK = Book(Settings(id="book"))
WriteBook = Callable[[Mapping[str, str | bytes]], Path]


def read(text: str, file: str = "a.mmd") -> tuple[list[Diagram], list[Problem]]:
    """Return the diagrams of a file and what is told of it."""
    found, problems = [], []
    for block in mermaid.blocks(text, file):
        diagrams, told = mermaid.diagrams(block, file)
        found += diagrams
        problems += told
    return found, problems


def one(*lines: str) -> Diagram:
    """Return the diagram of these lines below `journey`."""
    (diagram,), problems = read("\n".join(["journey", *lines]) + "\n")
    assert problems == []
    return diagram


def journey(diagram: Diagram, wishes: Wishes | None = None) -> tuple[dict[str, Any], list[Problem]]:
    """Return what the journey's file will say, and all that is told."""
    drafts, problems = mermaid.journey(BOOK, diagram, wishes or Wishes(), set())
    return dict(drafts[0].entries), problems


def emotions(*scores: str) -> list[float | None]:
    """Return the feelings that the scores of a diagram are read as."""
    entries, _ = journey(one(*(f"T{number}: {score}: Me" for number, score in enumerate(scores))))
    return [touchpoint.get("emotion") for touchpoint in entries["phases"][0]["touchpoints"]]


@pytest.mark.parametrize(
    ("line", "task", "score", "people"),
    [
        ("Pay: 5: Me", "Pay", "5", ["Me"]),
        ("Pay : 5 : Me , Cat", "Pay", "5", ["Me", "Cat"]),
        ("Call 10:30: 3: Me", "Call 10:30", "3", ["Me"]),
        ("Call 10:30: Me", "Call 10:30", None, ["Me"]),
        ("Meet at 3:30 PM: 5: Me", "Meet at 3:30 PM", "5", ["Me"]),
        ("See https://a.example/b: 4: Me", "See https://a.example/b", "4", ["Me"]),
        ("A: B: C: 2: Me", "A: B: C", "2", ["Me"]),
        ("Pay", "Pay", None, []),
        ("Pay:", "Pay", None, []),
        ("Pay: 4", "Pay", "4", []),
        ("Pay: 4:", "Pay", "4", []),
        ("Pay: : Me", "Pay", None, ["Me"]),
        ("Pay: great: Me", "Pay", "great", ["Me"]),
        ("Pay: 3,5: Me", "Pay", "3,5", ["Me"]),
        ("Pay: 4/5: Me", "Pay", "4/5", ["Me"]),
        ("Ticket #12: 5: Me", "Ticket #12", "5", ["Me"]),
        ("#1 choice: 5: Me", "#1 choice", "5", ["Me"]),
        ("A; B: 5: Me", "A; B", "5", ["Me"]),
        ("A #35;1 &amp; B: 5: Me#44; too", "A #1 & B", "5", ["Me, too"]),
        ("Pay: 5: Child#1", "Pay", "5", ["Child#1"]),
        ("Pay: 5: Me %% a remark", "Pay", "5", ["Me"]),
        ("Pay: 5: Me, Me, me, ", "Pay", "5", ["Me"]),
        ("支付： ５： 用户、银行", "支付", "５", ["用户", "银行"]),
        ("A<br/>B: 5: Me", "A B", "5", ["Me"]),
        ("Zapłać 40%: 1: Klient", "Zapłać 40%", "1", ["Klient"]),
        ("__proto__: 5: constructor", "__proto__", "5", ["constructor"]),
        ("משימה: 5: אני", "משימה", "5", ["אני"]),
    ],
)  # fmt: skip
def test_a_line_is_read_as_it_was_meant(line: str, task: str, score: str | None, people: list[str]) -> None:
    (read_,) = [task.read for task in one("section S", line).tasks]
    assert (read_.task, read_.score, list(read_.people)) == (task, score, people)


@pytest.mark.parametrize(
    ("lines", "theirs"),
    [
        (["Call 10:30: 3: Me"], "mermaid reads task “Call 10”, score 30, actors “3”."),
        (["Pay: 3,5: Me"], "mermaid reads task “Pay”, score NaN, actors “Me”."),
        (["Pay: : Me"], "mermaid reads task “Pay”, score 0, actors “Me”."),
        (["Pay: 5: Child#1"], "mermaid reads task “Pay”, score 5, actors “Child”."),
        (["Pay: 5: Me, "], "mermaid reads task “Pay”, score 5, actors “Me”, “”."),
        (["Ticket #12: 5: Me"], "mermaid refuses the diagram."),
        (["Pay"], "mermaid refuses the diagram."),
        (["A: 5: Me; B: 4: Me"], "Read as 2 tasks parted by semicolons; mermaid refuses the diagram."),
        (["section S", "title deed signed: 5: Me"], "mermaid takes it for the title."),
        (["section S", "section chosen: 5: Me"], "mermaid refuses the diagram."),
        (["section Week 1: Basics", "A: 3: Me"], "Read as section “Week 1: Basics”; mermaid refuses the diagram."),
        (["title C# course", "A: 3: Me"], "Read as title “C# course”; mermaid reads “C”."),
        (["title", "section S", "A: 3: Me"], "mermaid takes the next line for the title and loses what it says."),
        (["title A", "title B", "A: 3: Me"], "A second title; “A” is left out, as mermaid does."),
        (["Pay: 0: Me"], "The score 0 lies outside 1…5; read as the feeling −2."),
        (["Pay: 7: Me"], "The score 7 lies outside 1…5; read as the feeling 2."),
        (["Pay: great: Me"], "“great” is a word for a score; read as the feeling 2."),
        (["Pay: x: Me"], "“x” is no score; no feeling is written."),
        (["Pay: 4"], "Nobody is named here: it is the persona’s own doing."),
        (["Pay: 4: Me: quick"], "“quick” is one field too many, and mermaid loses it; it is kept under “doing”."),
        (["Pay: 5: Me # remark"], "“# remark” is taken for a remark and left out."),
    ],
)  # fmt: skip
def test_what_mermaid_loses_is_told_of_with_its_line(lines: list[str], theirs: str) -> None:
    _, problems = journey(one(*lines))
    told = {problem.place.line for problem in problems if problem.message.say().endswith(theirs)}
    assert len(told) == 1
    assert told <= set(range(2, len(lines) + 2))


def test_a_line_in_the_documented_form_is_not_told_of() -> None:
    _, problems = journey(one("title T", "section S", "Pay: 5: Me", "Wait: 1: Me, Cat", "", "%% note", "# note"))
    assert [problem.rule for problem in problems] == ["mermaid-persona"]


@pytest.mark.parametrize(
    ("scores", "wanted"),
    [
        (["1", "2", "3", "4", "5"], [-2, -1, 0, 1, 2]),
        (["0", "7", "3"], [-2, 2, 0]),
        (["3.5", "3,5", "４", "+4"], [0.5, 0.5, 1, 1]),
        (["-2", "0", "2"], [-2, 0, 2]),
        (["10", "8", "1"], [2, 1, -2]),
        (["100", "50", "0"], [2, 0, -2]),
        (["3", "50", "4", "2"], [0, 2, 1, -1]),
        (["bardzo źle", "gut", "нейтрально", "😡", "★★★★", "x"], [-2, 1, 0, -2, 1, None]),
        (["4/5", "80 %", "5 stars"], [1, 1, 2]),
        (["0x3", "1e0", "Infinity"], [0, -2, 2]),
    ],
)
def test_a_score_becomes_a_feeling(scores: list[str], wanted: list[float | None]) -> None:
    assert emotions(*scores) == wanted


def test_titles_are_found_wherever_they_stand() -> None:
    front = "---\ntitle: Front\nconfig:\n  theme: dark\n---\njourney\nA: 3: Me\n"
    assert read(front)[0][0].title == "Front"
    diagram = one("accTitle: Spoken", "accDescr {", "one", "two", "}", "A: 3: Me")
    assert (diagram.title, diagram.summary) == ("Spoken", "one two")
    assert one("title: With a colon", "A: 3: Me").title == "With a colon"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_ends_of_lines_tabs_and_a_byte_order_mark_do_no_harm(newline: str) -> None:
    text = newline.join(["\ufeffjourney", "\ttitle T", "\tsection S", "\t\tA: 5: Me", ""])
    (diagram,), _ = read(text)
    assert (diagram.title, [section.title for section in diagram.sections]) == ("T", ["S"])
    assert [task.place.line for task in diagram.tasks] == [4]


def test_sections_come_again_and_tasks_before_any_have_one() -> None:
    entries, _ = journey(one("A: 3: Me", "section S", "B: 3: Me", "section T", "C: 3: Me", "section S", "D: 3: Me"))
    assert [phase["title"] for phase in entries["phases"]] == ["Beginning", "S", "T", "S"]


def test_every_block_of_a_markdown_file_is_read_with_its_lines() -> None:
    text = dedent(
        """\
        # Page
        ```mermaid
        graph TD
        ```
        > ~~~ {.mermaid}
        > journey
        >   A: 3: Me
        > ~~~
        ````markdown
        ```mermaid
        journey
          Example: 3: Me
        ```
        ````
        1. ``` mermaid
           journey
             B: 4: Me
           ```
        """
    )
    found, problems = read(text, "page.md")
    assert [(task.read.task, task.place.line) for diagram in found for task in diagram.tasks] == [("A", 7), ("B", 17)]
    assert [(problem.rule, problem.severity, problem.place.line) for problem in problems] == [
        ("mermaid-other-diagram", Severity.ADVICE, 3)
    ]


def test_who_does_it_may_stand_before_each_task() -> None:
    diagram = one("User: Signs in: 5: easy", "Box: Checks: 4: quick", "Box: Answers: 2: slow", "User: Goes: 3: glad")
    assert [(task.read.task, task.read.people, task.read.rest) for task in diagram.tasks] == [
        ("Signs in", ("User",), "easy"), ("Checks", ("Box",), "quick"),
        ("Answers", ("Box",), "slow"), ("Goes", ("User",), "glad"),
    ]  # fmt: skip


def test_the_persona_is_proposed_and_may_be_corrected() -> None:
    diagram = one("A: 3: Agent, System", "B: 3: Agent, Klientka", "C: 3: Agent, Klientka")
    entries, problems = journey(diagram)
    assert entries["persona"] == "klientka"
    assert "“Klientka”; actors in it: Agent, System." in problems[1].message.say()
    entries, _ = journey(diagram, Wishes(persona="Agent"))
    assert entries["persona"] == "agent"
    assert entries["phases"][0]["touchpoints"][0] == {"title": "A", "emotion": 0, "support": ["system"]}


def run(root: Path, *arguments: str) -> Result:
    """Run the command in a book."""
    return CliRunner().invoke(command, ["-C", str(root), "--language", "en", *arguments])


def test_who_takes_part_in_several_diagrams_is_one(write_book: WriteBook, tmp_path: Path) -> None:
    root, sources = write_book({}), [tmp_path / "a.md", tmp_path / "b.mmd"]
    diagram = "journey\ntitle {}\nsection Pay\nI pay: 3: Me, App, Desk\n"
    sources[0].write_text("".join(f"```mermaid\n{diagram.format(title)}```\n" for title in ("One", "Two")), "utf-8")
    sources[1].write_text(diagram.format("Three"), "utf-8")
    assert run(root, "import", "mermaid", *map(str, sources), "--sketch").exit_code == 0
    book, _ = load(root)
    assert ([*book.personas], [*book.actors]) == (["me"], ["app", "desk"])
    for journey in book.journeys.values():
        step = journey.steps[0].touchpoint
        assert ([part.actor for part in step.frontstage], [part.actor for part in step.support]) == (["desk"], ["app"])


def test_what_is_written_passes_check_and_is_not_overwritten(write_book: WriteBook, tmp_path: Path) -> None:
    root = write_book({"content/actors/bot.yml": "title: Bot\n"})
    source = tmp_path / "a.mmd"
    source.write_text("journey\ntitle Bot\nsection Sec: tion\nCall 10:30: 3: Me, Bot, “Ann” #1\nPay: -: Me\n", "utf-8")
    result = run(root, "import", "mermaid", str(source))
    assert result.exit_code == 0, result.output
    book, problems = load(root)
    assert [problem for problem in problems if problem.severity is Severity.ERROR] == []
    assert list(book.journeys) == ["bot-2"]
    assert {actor.id: actor.stage for actor in book.actors.values()} == {"bot": None, "ann-1": "frontstage"}
    source.write_text(source.read_text("utf-8") + "Wait: 1: Somebody new\n", "utf-8")
    again = run(root, "import", "mermaid", str(source), "--id", "bot-2", "--format", "json")
    assert again.exit_code == 1
    assert list(load(root)[0].actors) == ["ann-1", "bot"], "nobody is written for a journey that is not"
    assert "file-there" in {problem["rule"] for problem in json.loads(again.stderr)["problems"]}
    assert run(root, "import", "mermaid", str(source), "--id", "bot-2", "--force").exit_code == 0


def test_a_dry_run_writes_nothing(write_book: WriteBook, tmp_path: Path) -> None:
    root = write_book({})
    source = tmp_path / "a.mmd"
    source.write_text("journey\nPay: 3: Me, Bot\n", "utf-8")
    result = run(root, "import", "mermaid", str(source), "--dry-run", "--no-actors", "--title", "Słoń")
    assert result.stdout.startswith("# journeys/slon.yml\ntitle: Słoń\npersona: me\n")
    assert "bot" not in result.stdout
    assert "left out: Bot." in result.stderr
    assert list(load(root)[0].entities) == []


@pytest.mark.parametrize("text", ["", "graph TD\nA-->B\n", "journey\n", "%% nothing\n"])
def test_what_is_no_journey_is_refused_with_a_reason(text: str, write_book: WriteBook, tmp_path: Path) -> None:
    source = tmp_path / "a.mmd"
    source.write_text(text, "utf-8")
    result = run(write_book({}), "import", "mermaid", str(source))
    assert (result.exit_code, result.stderr.count(": error: ")) == (1, 1)


# What goes out, read by mermaid itself


@pytest.fixture(scope="module")
def really_read() -> Callable[[list[str]], list[dict[str, Any]]]:
    """Return a function that reads diagrams with mermaid itself; skip where it is not, fail so in CI."""
    node, modules = shutil.which("node"), node_modules()
    if node is None or modules is None:
        reason = (
            "no Node.js with mermaid and jsdom here: npm install mermaid jsdom, and name its node_modules in NODE_PATH"
        )
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail(reason)
        pytest.skip(reason)

    def answers(diagrams: list[str]) -> list[dict[str, Any]]:
        script = Path(__file__).with_name("node") / "read_mermaid.mjs"
        told = subprocess.run(
            [node, script, modules], input=json.dumps(diagrams).encode(), capture_output=True, check=True, timeout=120
        )
        read_: list[dict[str, Any]] = json.loads(told.stdout)
        return read_

    return answers


def node_modules() -> Path | None:
    """Return the folder with mermaid in it: in NODE_PATH, or beside a folder of commands in PATH."""
    named = [Path(folder) for folder in os.environ.get("NODE_PATH", "").split(os.pathsep) if folder]
    beside = [Path(folder).parent for folder in os.environ.get("PATH", "").split(os.pathsep) if folder.endswith(".bin")]
    found = (folder for folder in [*named, *beside] if {"mermaid", "jsdom"} <= {path.name for path in folder.glob("*")})
    return next(found, None)


NO_CHARACTERS = "".join(map(chr, range(0xFDD0, 0xFDF0)))
NASTY = st.text(
    st.one_of(
        st.sampled_from(":;#%,{}<>&\"'`\\/[]()=-+|~!?*_^$@.\u00a0\u200d\u2028\ufeffﬂ°¶ßąЖ你👩‍💻"),
        st.characters(exclude_categories=["Cs", "Cc"], exclude_characters=NO_CHARACTERS),
    ),
    min_size=1,
    max_size=25,
)
WORDS = st.sampled_from([
    "title deed", "section one", "journey", "accTitle: x", "accDescr {", "%% note", "%%{init: {}}%%", "# note", "---",
    "```", "<b>x</b>", "<a href=\"x\">", "&amp; #35; ", "style x:#fff;", "__proto__", "10:30", "A<br>B", "ﬂ°°35¶ß",
])  # fmt: skip
TEXTS = (
    st.one_of(NASTY, WORDS, st.tuples(WORDS, NASTY).map("".join)).map(lambda text: " ".join(text.split())).filter(bool)
)
JOURNEYS = st.builds(
    lambda title, summary, phases, names: {
        "title": title, "summary": summary, "names": names,
        "phases": [
            {"title": phase, "touchpoints": [{"title": name, "emotion": emotion} for name, emotion in touchpoints]}
            for phase, touchpoints in phases
        ],
    },
    TEXTS, TEXTS,
    st.lists(
        st.tuples(TEXTS, st.lists(st.tuples(TEXTS, st.sampled_from([-2, -1.5, 0, 0.5, 2])), min_size=1, max_size=3)),
        min_size=1, max_size=3,
    ),
    st.lists(TEXTS, min_size=2, max_size=2, unique=True),
)  # fmt: skip


def written(made: dict[str, Any]) -> tuple[Book, Journey]:
    """Return a journey with these texts, at each of whose touchpoints an actor helps, in a book."""
    persona, actor = made["names"]
    phases = [
        {
            "id": f"p{number}",
            "title": phase["title"],
            "touchpoints": [
                {"id": f"t{number}-{place}", "title": each["title"], "emotion": str(each["emotion"]), "frontstage": "b"}
                for place, each in enumerate(phase["touchpoints"])
            ],
        }
        for number, phase in enumerate(made["phases"])
    ]
    fields = {"id": "a", "title": made["title"], "summary": made["summary"], "persona": "p", "phases": phases}
    journey_ = Journey.model_validate(fields)
    people = {"p": Persona.model_validate({"id": "p", "name": persona})}
    actors = {"b": Actor.model_validate({"id": "b", "title": actor})}
    return Book(Settings(id="book"), personas=people, journeys={"a": journey_}, actors=actors), journey_


@settings(
    max_examples=2, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None,
    phases=[Phase.generate],  # each try to make a failure smaller would start mermaid anew
)  # fmt: skip
@given(made=st.lists(JOURNEYS, min_size=50, max_size=60))
def test_mermaid_itself_reads_back_what_was_written(
    made: list[dict[str, Any]], really_read: Callable[[list[str]], list[dict[str, Any]]]
) -> None:
    out = [written(each) for each in made]
    texts = [mermaid.diagram_text(book, journey_, "en")[0] for book, journey_ in out]
    for text, answer, (book, journey_) in zip(texts, really_read(texts), out, strict=True):
        persona, actor = book.personas["p"].label.say("en"), book.actors["b"].label.say("en")
        wanted = {
            "title": journey_.title.say("en"),
            "description": journey_.summary.say("en"),
            "sections": [phase.title.say("en") for phase in journey_.phases],
            "tasks": [
                [step.phase.title.say("en"), step.touchpoint.title.say("en"), (step.touchpoint.emotion or 0) + 3,
                 [persona, actor]]
                for step in journey_.steps
            ],
        }  # fmt: skip
        assert plain(answer) == plain(wanted), text
        (again,), problems = read(text)
        assert (again.title, again.summary) == (plain(wanted["title"]), plain(wanted["description"]))
        assert [[task.read.task, list(task.read.people)] for task in again.tasks] == [
            [plain(task), plain(people)] for _, task, _, people in plain(wanted["tasks"])
        ]
        assert [problem for problem in [*problems, *again.problems] if problem.rule == "mermaid-line"] == []


def plain(value: Any) -> Any:
    """Return texts with blanks as one, as pages show them, and without signs that have no width at their ends."""
    if isinstance(value, str):
        return " ".join(value.replace("\ufeff", " ").split()).strip("\u200b\u2060")
    if isinstance(value, list):
        return [plain(each) for each in value]
    return {name: plain(each) for name, each in value.items()} if isinstance(value, dict) else value


def test_what_was_read_is_what_mermaid_reads(really_read: Callable[[list[str]], list[dict[str, Any]]]) -> None:
    texts = [
        "journey\ntitle A title\nsection One\nA: 5: Me\nB: 1: Me, Cat\nsection Two\nC: 3\n",
        "%%{init: {'theme':'dark'}}%%\njourney\n%% note\nsection S\n\nA #35;1: 2.5: Me#44; too\n",
        "---\nconfig: {}\n---\njourney\n\ttitle T\n\tsection S\n\t\tA<br/>B : 4 : Me \n",
    ]
    for text, answer in zip(texts, really_read(texts), strict=True):
        (diagram,), _ = read(text)
        ours = [
            [section.title, task.read.task, float(task.read.score or 0), list(task.read.people)]
            for section in diagram.sections
            for task in section.tasks
        ]
        theirs = [[plain(part.replace("<br/>", " ")) if isinstance(part, str) else part for part in task]
                  for task in answer["tasks"]]  # fmt: skip
        assert (diagram.title, ours) == (answer["title"], theirs)


@pytest.mark.parametrize(
    "root", [ROOT, ROOT / "tests/books/government", ROOT / "tests/books/stress"], ids=lambda p: p.name
)
def test_a_book_goes_out_and_comes_back_but_for_what_is_told(root: Path) -> None:
    book, _ = load(root)
    for journey_ in book.journeys.values():
        text, problems = mermaid.diagram_text(book, journey_, book.languages[0])
        lost = {problem.place.line for problem in problems}
        assert all(problem.place.file == book.origins[journey_.id].file for problem in problems)
        (diagram,), _ = read(text)
        drafts, _ = mermaid.journey(book, diagram, Wishes(persona=journey_.persona), set())
        entries = drafts[0].entries
        assert len(drafts) == 1, "every actor is known to the book"
        assert entries["persona"] == journey_.persona
        assert_same_feelings(journey_, entries, book.languages[0])
        assert lost or set(book.origins[journey_.id].root or {}) <= {"title", "persona", "summary", "phases"}


def assert_same_feelings(journey_: Journey, entries: Mapping[str, Any], language: str) -> None:
    """Assert that phases, touchpoints, feelings and actors are those of the journey."""
    assert [phase["title"] for phase in entries["phases"]] == [
        plain(phase.title.say(language) or phase.id) for phase in journey_.phases
    ]
    steps = [each for phase in entries["phases"] for each in phase.get("touchpoints", ())]
    for step, typed in zip(journey_.steps, steps, strict=True):
        touchpoint = step.touchpoint
        parts = [*touchpoint.frontstage, *touchpoint.backstage, *touchpoint.support]
        assert typed["title"] == plain(touchpoint.title.say(language))
        assert typed["emotion"] == (touchpoint.emotion or 0)
        assert {name for lane in ("frontstage", "backstage", "support") for name in typed.get(lane, ())} == {
            part.actor for part in parts if part.actor
        }


@pytest.mark.parametrize(
    ("files", "text"),
    [
        ({}, "title User\nA: 3: User, Bot\n"),
        ({}, "title Bot\nA: 3: User, Bot\n"),
        ({"content/actors/user.yml": "title: User\n"}, "title Way\nA: 3: User, Way\n"),
        ({"journeys/user.yml": "title: U\npersona: p\nphases: {P: [{A: 1}]}\n"}, "title T\nA: 3: User, user\n"),
    ],
)
def test_names_that_meet_do_not_break_each_other(
    files: dict[str, str | bytes], text: str, write_book: WriteBook, tmp_path: Path
) -> None:
    root = write_book(files)
    source = tmp_path / "a.mmd"
    source.write_text(f"journey\n{text}", "utf-8")
    for option in ("--actors", "--sketch"):
        result = run(root, "import", "mermaid", str(source), option, "--id", option.strip("-"))
        assert result.exit_code == 0, result.output
        assert [problem for problem in load(root)[1] if problem.severity is Severity.ERROR] == []


def test_a_file_of_another_encoding_is_read_and_told_of(write_book: WriteBook, tmp_path: Path) -> None:
    root = write_book({})
    for encoding in ("utf-16", "cp1250"):
        source = tmp_path / f"{encoding}.mmd"
        source.write_bytes(f"journey\ntitle Żółw {encoding}\nWącha: pięć: Gość\n".encode(encoding))
        assert run(root, "import", "mermaid", str(source)).exit_code == 0
    book, _ = load(root)
    assert [journey_.title.say("en") for journey_ in book.journeys.values()] == ["Żółw cp1250", "Żółw utf-16"]
    assert {step.touchpoint.emotion for step in book.steps.values()} == {2}
