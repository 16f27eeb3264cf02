"""CJML in and out: as its makers' programs write it, safe to read, nothing lost in silence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from textwrap import dedent
from typing import Any
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from journeybook.cli import command
from journeybook.convert import cjml
from journeybook.convert.draft import as_files
from journeybook.convert.wishes import Wishes
from journeybook.load import load
from journeybook.model import Book, Settings
from journeybook.problem import Problem, Severity

ROOT = Path(__file__).parents[1]
BOOK = Book(Settings(id="book"))
WriteBook = Callable[[Mapping[str, str | bytes]], Path]
PAIR = """\
    <CJML version="2.0">
      <plannedJourney>
        <journeyID>PJ1</journeyID>
        <journeyTitle>Buy a book</journeyTitle>
        <journeyPhases><journeyPhase phaseID="Before"><phaseName>Before it</phaseName></journeyPhase></journeyPhases>
        <actors>
          <endUser actorID="Carl"><actorName>Carl</actorName></endUser>
          <serviceProvider actorID="Company A"><companyName>Books Ltd</companyName></serviceProvider>
        </actors>
        <touchpoints>
          <plannedCommunicationPoint>
            <touchpointID>T1</touchpointID><belongsTo phaseIDref="Before"></belongsTo>
            <initiator><refersTo actorIDref="Carl"/><initiatorLabel>I order</initiatorLabel></initiator>
            <receiver><refersTo actorIDref="Company A"/><receiverLabel>Books it</receiverLabel></receiver>
            <channel><channelName>internetViaPC</channelName></channel>
          </plannedCommunicationPoint>
        </touchpoints>
      </plannedJourney>
      <actualJourney>
        <journeyID>AJ1</journeyID>
        <plannedReference>PJ1</plannedReference>
        <journeyStatus>completed</journeyStatus>
        <actors>
          <endUser actorIDref="Carl"></endUser>
          <endUser actorID="Dora"><actorName>Dora</actorName></endUser>
          <serviceProvider actorIDref="Company A"></serviceProvider>
        </actors>
        <touchpoints>
          <actualCommunicationPoint>
            <touchpointID>T1</touchpointID><compliance>failing</compliance>
            <initiator><refersTo actorIDref="Company A"/><initiatorLabel>Sends a mail</initiatorLabel></initiator>
            <receiver><refersTo actorIDref="Carl"/><receiverLabel>I get a mail</receiverLabel></receiver>
            <channel><channelName>email</channelName></channel>
            <timestamps><timeConsumed>2024-01-01</timeConsumed></timestamps>
            <touchpointExperience>
              <experienceDescription>Too late</experienceDescription><experienceRating>2</experienceRating>
            </touchpointExperience>
          </actualCommunicationPoint>
          <actualAction>
            <touchpointID>T2</touchpointID><compliance>missing</compliance>
            <initiator><refersTo actorIDref="Carl"/><initiatorLabel>I read &amp; smile</initiatorLabel></initiator>
            <comment>On the train</comment>
          </actualAction>
        </touchpoints>
      </actualJourney>
    </CJML>
    """


def read(text: str, wishes: Wishes | None = None) -> tuple[dict[str, dict[str, Any]], list[Problem]]:
    """Return what each file will say by its id, and all that is told."""
    drafts, problems = cjml.journeys(BOOK, dedent(text).encode(), "a.xml", wishes or Wishes(), set())
    return {draft.id: dict(draft.entries) for draft in drafts}, problems


def test_planned_and_actual_journeys_with_their_people() -> None:
    found, problems = read(PAIR)
    assert found == {
        "books-ltd": {"title": "Books Ltd", "stage": "frontstage"},
        "buy-a-book": {
            "title": "Buy a book", "state": "to_be", "as_is": "aj1", "persona": "carl",
            "phases": [{"title": "Before it", "touchpoints": [{
                "title": "I order", "channel": "web", "frontstage": [{"actor": "books-ltd", "does": "Books it"}]}]}],
        },
        "dora": {"name": "Dora"},
        "aj1": {
            "title": "AJ1", "state": "as_is", "persona": "carl", "other_personas": ["dora"],
            "phases": [{"title": "Beginning", "touchpoints": [
                {"title": "I get a mail", "channel": "email", "emotion": -1, "thinking": "Too late",
                 "frontstage": [{"actor": "books-ltd", "does": "Sends a mail"}]},
                {"title": "I read & smile", "doing": "On the train", "contact": "absent"},
            ]}],
        },
    }  # fmt: skip
    assert [(problem.rule, problem.place.line) for problem in problems] == [
        ("cjml-left", 22), ("cjml-compliance", 29), ("cjml-left", 34),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ("<CJML>\n<a></CJML>", "xml-unreadable", 2),
        ("", "xml-unreadable", 1),
        ('<!DOCTYPE a [<!ENTITY b "c">]><CJML>&b;</CJML>', "xml-unsafe", 1),
        ('<!DOCTYPE CJML SYSTEM "file:///etc/passwd"><CJML/>', "xml-unsafe", 1),
        ("<a>" * 60 + "</a>" * 60, "xml-large", 1),
        ("<html><plannedJourney/></html>", "cjml-none", 1),
        ('<CJML version="2.0"><actualJourney><journeyID>x</journeyID></actualJourney></CJML>', "cjml-no-touchpoint", 1),
    ],
)
def test_what_is_no_journey_is_refused_with_a_reason(text: str, rule: str, line: int) -> None:
    found, problems = read(text)
    assert not any("phases" in entries for entries in found.values())
    told = [(problem.rule, problem.place.line) for problem in problems if problem.severity is Severity.ERROR]
    assert told == [(rule, line)]


@pytest.mark.parametrize(
    "root", [ROOT, ROOT / "tests/books/government", ROOT / "tests/books/stress"], ids=lambda p: p.name
)
def test_a_book_goes_out_and_comes_back_but_for_what_is_told(root: Path) -> None:
    book, _ = load(root)
    language = book.languages[0]
    text, problems = cjml.cjml_text(book, list(book.journeys.values()), language)
    assert_readable_by_others(text)
    drafts, told = cjml.journeys(book, text.encode(), "a.xml", Wishes(), set(book.origins))
    assert [problem.rule for problem in told if problem.severity is not Severity.ADVICE] == []
    again = {draft.id: draft for draft in drafts}
    assert set(again) == set(book.journeys)
    _, mistakes = as_files(book, drafts)
    assert mistakes == []
    silent = {name for problem in problems if (name := problem.message.say().split("”")[0].strip("“"))}
    for journey in book.journeys.values():
        entries = again[journey.id].entries
        assert (entries["title"], entries["state"], entries["persona"]) == (
            " ".join(journey.label.say(language).split()), journey.state, journey.persona,
        )  # fmt: skip
        steps: list[Any] = [each for phase in entries["phases"] for each in phase.get("touchpoints", ())]  # type: ignore[attr-defined]
        for step, typed in zip(journey.steps, steps, strict=True):
            assert_same(step.touchpoint, typed, journey.state == "to_be", language)
    assert {"pains", "owner"} <= silent


def assert_same(touchpoint: Any, typed: Mapping[str, Any], planned: bool, language: str) -> None:
    """Assert that a touchpoint says what it said, as far as CJML has a place for it."""
    for name in ("title", "doing", "says", *(() if planned else ("thinking",))):
        assert typed.get(name, "") == " ".join(getattr(touchpoint, name).say(language).split())
    assert typed.get("channel", "") == touchpoint.channel
    assert typed.get("emotion") == (None if planned else touchpoint.emotion)
    receiver = next((part for part in touchpoint.frontstage if part.actor), None)
    if receiver is not None:
        does = " ".join(receiver.does.say(language).split())
        assert typed["frontstage"] == [{"actor": receiver.actor, "does": does} if does else receiver.actor]


def assert_readable_by_others(text: str) -> None:
    """Assert what the programs of CJML's makers rely on: people are declared before, and stand at every side."""
    known: set[str] = set()
    for at in ElementTree.fromstring(text.encode()).iter():
        known |= {at.attrib["actorID"]} if "actorID" in at.attrib else set()
        assert at.attrib.get("actorIDref") in {None, *known}
        if at.tag.endswith("CommunicationPoint"):
            assert at.find("receiver/refersTo") is not None
        if at.tag.endswith(("CommunicationPoint", "Action")):
            assert at.find("initiator/refersTo") is not None
            assert at.find("touchpointID") is not None


def test_the_command_brings_in_what_passes_check(write_book: WriteBook, tmp_path: Path) -> None:
    root = write_book({})
    source = tmp_path / "a.xml"
    source.write_text(dedent(PAIR), "utf-8")
    result = CliRunner().invoke(
        command, ["-C", str(root), "--language", "en", "import", "cjml", str(source), "--sketch"]
    )
    assert result.exit_code == 0, result.output
    book, problems = load(root)
    assert [problem for problem in problems if problem.severity is not Severity.ADVICE] == []
    assert (list(book.journeys), list(book.personas)) == (["aj1", "buy-a-book"], ["carl", "dora"])
    out = CliRunner().invoke(command, ["-C", str(root), "export", "cjml", "aj1", "--language", "xx"])
    assert out.exit_code == 2
