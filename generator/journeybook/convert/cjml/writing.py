"""Journeys become a CJML file: as it is an actual journey, as it is to be a planned one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from xml.etree import ElementTree

from journeybook.convert.losses import not_carried
from journeybook.convert.report import lost
from journeybook.model import Book, Journey, Phase, Touchpoint
from journeybook.model.touchpoint import Part
from journeybook.problem import Problem
from journeybook.words import phrase

VERSION = "2.0"
COMPANY = "company"
"""The receiver where nobody in particular serves: programs that read CJML need one at every communication point."""
MIDDLE = 3  # CJML names no scale; feelings are written as 1 … 5
_CARRIED = {
    "title", "summary", "scenario", "state", "as_is", "persona", "other_personas", "phases.title", "phases.id",
    "phases.doing",
    *(f"phases.touchpoints.{name}" for name in ("title", "id", "channel", "doing", "says")),
    "phases.touchpoints.frontstage.actor", "phases.touchpoints.frontstage.does",
}  # fmt: skip
_OF_ACTUAL = {"phases.touchpoints.emotion", "phases.touchpoints.thinking"}
_NO_TEXT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML 1.0 cannot hold


def cjml_text(book: Book, journeys: Sequence[Journey], language: str) -> tuple[str, list[Problem]]:
    """The file with these journeys, planned ones first, and what of them is not in it."""
    root = ElementTree.Element("CJML", version=VERSION)
    order = sorted(journeys, key=lambda journey: (journey.state != "to_be", journey.id))
    known: set[str] = set()
    for journey in order:
        _journey(root, book, journey, language, known)
    ElementTree.indent(root)
    problems = [problem for journey in order for problem in _lost(book, journey, language)]
    problems += _plans_lost(book, order)
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n', problems


def _lost(book: Book, journey: Journey, language: str) -> Iterator[Problem]:
    """What is not carried; of a planned journey experience too, and everywhere all actors but the first in sight."""
    carried = _CARRIED if journey.state == "to_be" else _CARRIED | _OF_ACTUAL
    yield from not_carried(book, journey, carried, language)
    for step in journey.steps:
        for number in range(1, len(step.touchpoint.frontstage)):
            message = phrase("CJML knows one receiver at a touchpoint; this one is left out.")
            yield lost("cjml-receiver", message, book.place(journey.id, *step.path, "frontstage", number))


def _plans_lost(book: Book, journeys: Sequence[Journey]) -> Iterator[Problem]:
    """Which journey a planned one improves stands in the actual one; it is lost if that does not go out too."""
    there = {journey.id for journey in journeys}
    for journey in journeys:
        if journey.as_is and journey.as_is not in there:
            message = phrase("That it improves “{other}” is left out, since that journey is not in the file.",
                             other=journey.as_is)  # fmt: skip
            yield lost("cjml-plan", message, book.place(journey.id, "as_is"))


def _journey(root: ElementTree.Element, book: Book, journey: Journey, language: str, known: set[str]) -> None:
    planned = journey.state == "to_be"
    at = ElementTree.SubElement(root, "plannedJourney" if planned else "actualJourney")
    _say(at, "journeyID", journey.id)
    _say(at, "journeyTitle", journey.label.say(language))
    plan = next((each.id for each in book.journeys.values() if each.as_is == journey.id), "")
    if not planned and plan:
        _say(at, "plannedReference", plan)
    phases = ElementTree.SubElement(at, "journeyPhases")
    for phase in journey.phases:
        _phase(phases, phase, language)
    _say(at, "journeyShortSummary", journey.summary.say(language))
    _say(at, "journeyLongSummary", journey.scenario.say(language))
    _actors(at, book, journey, language, known)
    touchpoints = ElementTree.SubElement(at, "touchpoints")
    for step in journey.steps:
        _touchpoint(touchpoints, journey, step.phase, step.touchpoint, language)


def _say(at: ElementTree.Element, name: str, text: str) -> None:
    """Adds an element with words; none where there are no words."""
    if text:
        ElementTree.SubElement(at, name).text = _NO_TEXT.sub("", text)


def _phase(at: ElementTree.Element, phase: Phase, language: str) -> None:
    made = ElementTree.SubElement(at, "journeyPhase", phaseID=phase.id)
    _say(made, "phaseName", phase.title.say(language) or phase.id)
    _say(made, "phaseDescription", phase.doing.say(language))


def _actors(at: ElementTree.Element, book: Book, journey: Journey, language: str, known: set[str]) -> None:
    """The end users and providers; one that an earlier journey of the file has is referred to."""
    actors = ElementTree.SubElement(at, "actors")
    parts = [part for step in journey.steps if (part := _receiver(step.touchpoint)) and part.actor]
    providers = dict.fromkeys(str(part.actor) for part in parts)
    if any(_receiver(step.touchpoint) is None and step.touchpoint.channel for step in journey.steps):
        providers[COMPANY] = None
    for kind, name_of, names in (
        ("endUser", "actorName", journey.personas),
        ("serviceProvider", "companyName", providers),
    ):
        for name in names:
            entity = book.get(name)
            made = ElementTree.SubElement(actors, kind, {"actorIDref" if name in known else "actorID": name})
            _say(made, name_of, entity.label.say(language) if entity else _company(book, language))
            known.add(name)


def _company(book: Book, language: str) -> str:
    """The brand's name; what else the company could be called is not known."""
    return (book.settings.brand.name.say(language) if book.settings.brand else "") or COMPANY


def _receiver(touchpoint: Touchpoint) -> Part | None:
    return next((part for part in touchpoint.frontstage if part.actor), None)


def _touchpoint(at: ElementTree.Element, journey: Journey, phase: Phase, touchpoint: Touchpoint, language: str) -> None:
    """An action where nobody serves and no channel is used, else a communication point begun by the persona."""
    planned = journey.state == "to_be"
    receiver = _receiver(touchpoint)
    kind = "CommunicationPoint" if receiver or touchpoint.channel else "Action"
    made = ElementTree.SubElement(at, ("planned" if planned else "actual") + kind)
    _say(made, "touchpointID", touchpoint.id)
    ElementTree.SubElement(made, "belongsTo", phaseIDref=phase.id)
    if touchpoint.contact == "absent" and not planned:
        _say(made, "compliance", "missing")
    _side(made, "initiator", journey.persona, touchpoint.title.say(language))
    if receiver is not None:
        _side(made, "receiver", str(receiver.actor), receiver.does.say(language))
    elif touchpoint.channel:
        _side(made, "receiver", COMPANY, "")
    if touchpoint.channel:
        _say(ElementTree.SubElement(made, "channel"), "channelName", touchpoint.channel)
    _say(made, "message", touchpoint.says.say(language))
    _say(made, "comment", touchpoint.doing.say(language))
    if not planned and (touchpoint.emotion is not None or touchpoint.thinking):
        felt = ElementTree.SubElement(made, "touchpointExperience")
        _say(felt, "experienceDescription", touchpoint.thinking.say(language))
        _say(felt, "experienceRating", "" if touchpoint.emotion is None else f"{touchpoint.emotion + MIDDLE:g}")


def _side(at: ElementTree.Element, side: str, actor: str, label: str) -> None:
    made = ElementTree.SubElement(at, side)
    ElementTree.SubElement(made, "refersTo", actorIDref=actor)
    _say(made, f"{side}Label", label)
