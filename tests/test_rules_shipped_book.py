"""The shipped book under its own rules: no error, and of warnings only those shown on purpose."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pydantic import BaseModel

from journeybook import rules
from journeybook.edit import formatted
from journeybook.load import load
from journeybook.load.folder import entity_files
from journeybook.load.text import text_of
from journeybook.measures.promises import ledger
from journeybook.model import Book, Entity, Settings, Text
from journeybook.model.service_model import CANVAS
from journeybook.problem import Severity

ROOT = Path(__file__).parents[1]
ON_PURPOSE = {
    # promises that are not kept, not measured, or worded so that they cannot be
    ("promise-kept-nowhere", "content/promises/warned-before-the-end.yml"),
    ("promise-without-standard", "content/promises/a-person-not-a-bot.yml"),
    ("promise-without-standard", "content/promises/customer-first.yml"),
    ("promise-without-result", "content/promises/decide-on-the-spot.yml"),
    ("vague-promise", "content/promises/answer-at-once.yml"),
    ("up-to-promise", "content/promises/up-to-70-better.yml"),
    ("target-against-promise", "content/metrics/days-sales-outstanding.yml"),
    # a word on the wall, and the tones that unsay the voice
    ("brand-value-without-behaviour", "content/book.yml"),
    ("brand-value-shown-nowhere", "content/book.yml"),
    ("tone-off-voice", "journeys/call-for-help.yml"),
    ("tone-off-voice", "journeys/faster-network.yml"),
    ("tone-off-voice", "journeys/late-invoice.yml"),
    ("tone-off-voice", "journeys/loan-for-a-phone.yml"),
    ("tone-off-voice", "journeys/repair-48-hours.yml"),
    ("tone-off-voice", "journeys/shop-visit.yml"),
    ("tone-off-voice", "journeys/subscription-ends.yml"),
    # people who were forgotten, or never trained
    ("prized-value-unanswered", "content/personas/student.yml"),
    ("prized-value-unanswered", "content/personas/field-engineer.yml"),
    ("preferred-channel-unserved", "content/personas/field-engineer.yml"),
    ("contact-without-training", "content/actors/accounting.yml"),
    # what rests on little, is decided late, hurts unheard, or ends in silence
    ("stale-evidence", "content/evidence/survey-2023.yml"),
    ("claim-on-assumption", "journeys/business-fleet.yml"),
    ("decision-overdue", "content/actions/call-before-reminder.yml"),
    ("decision-overdue", "content/actions/drop-dso-bonus.yml"),
    ("decision-overdue", "content/actions/honest-speed-claim.yml"),
    ("end-without-touchpoint", "journeys/subscription-ends.yml"),
    ("experience-test", "journeys/late-invoice.yml"),
}


def test_no_error_and_no_warning_that_was_not_meant() -> None:
    book, told = load(ROOT, date(2026, 11, 22))
    found = rules.checked(book, told, text_of(ROOT))
    assert [(each.rule, each.place) for each in found if each.severity is Severity.ERROR] == []
    warned = {(each.rule, each.place.file) for each in found if each.severity is Severity.WARNING}
    assert warned - ON_PURPOSE == set()
    assert ON_PURPOSE - warned == set()


def test_advice_is_rare() -> None:
    book, told = load(ROOT, date(2026, 11, 22))
    found = rules.checked(book, told, text_of(ROOT))
    assert len([each for each in found if each.severity is Severity.ADVICE]) < len(book.journeys)


@pytest.fixture(scope="module")
def book() -> Book:
    return load(ROOT, date(2026, 11, 22))[0]


def test_its_files_are_as_format_writes_them() -> None:
    files: list[tuple[type[Entity], Path]] = [(Settings, ROOT / "content/book.yml"), *entity_files(ROOT)]
    assert [path.name for kind, path in files if formatted(path.read_bytes(), kind) != path.read_bytes()] == []


def test_it_has_something_of_every_kind(book: Book) -> None:
    """A reader who wonders how a thing is written finds it written."""
    verdicts = {entry.verdict for entry in ledger(book).values()}
    assert {str(verdict) for verdict in verdicts} == {"kept", "at_risk", "broken", "unmeasured"}
    assert {promise.kind for promise in book.promises.values()} == {
        "time", "guarantee", "claim", "quality", "price", "availability",
    }  # fmt: skip
    assert {actor.stage for actor in book.actors.values()} == {"frontstage", "backstage", "partner", "technology"}
    assert {actor.level for actor in book.actors.values()} == {"frontline", "cx", "management"}
    hearts = {metric.heart for metric in book.metrics.values()} - {None}
    assert hearts == {"happiness", "engagement", "adoption", "retention", "task_success"}
    assert {action.aim for action in book.actions.values()} == {"recovery", "relationship", "root_cause"}
    assert {action.circle for action in book.actions.values() if not action.closed} == {"plan", "do", "review"}
    assert {model.state for model in book.service_models.values()} == {"as_is", "to_be"}
    assert all(getattr(model, part) for model in book.service_models.values() for part in CANVAS)
    assert {"user", "buyer", "payer", "gatekeeper", "decision_maker"} <= {
        role for persona in book.personas.values() for role in persona.decision_role
    }
    assert any(journey.as_is and journey.state == "to_be" for journey in book.journeys.values())
    assert any(journey.parent for journey in book.journeys.values())
    assert any(step.touchpoint.contact == "absent" for step in book.steps.values())
    assert len(book.steps) >= 90


def test_it_says_everything_in_polish_too(book: Book) -> None:
    untold = [f"{name}: {text}" for name, text in texts(book) if text and set(text.words) != {"en", "pl"}]
    named = [each for each in untold if book.get(each.partition(": ")[2])]  # an id, where a text could stand
    in_short_form = [each for each in untold if each.startswith("lost-phone: ")]  # which knows one language
    assert sorted({*untold} - {*named, *in_short_form}) == []


def texts(book: Book) -> list[tuple[str, Text]]:
    """Return every text of the book with the id of the entity it stands in."""
    found: list[tuple[str, Text]] = []
    waiting: list[tuple[str, object]] = [(entity.id, entity) for entity in (book.settings, *book.entities)]
    while waiting:
        name, value = waiting.pop()
        if isinstance(value, Text):
            found.append((name, value))
        elif isinstance(value, BaseModel):
            waiting += [(name, getattr(value, field)) for field in type(value).model_fields]
        elif isinstance(value, tuple):
            waiting += [(name, each) for each in value]
    return found
