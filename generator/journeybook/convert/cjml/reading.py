"""Journeys of a CJML file become journeys of the book: planned ones as they are to be, actual ones as they are."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from journeybook.convert.cjml.channels import channel_from
from journeybook.convert.cjml.tree import Element, element
from journeybook.convert.draft import Draft
from journeybook.convert.names import free, id_of, known
from journeybook.convert.people import persona_id
from journeybook.convert.report import guessed, line_of, lost, refused
from journeybook.convert.scores import Scale, number, scale_for
from journeybook.convert.wishes import Wishes
from journeybook.model import Actor, Book, Journey, Persona
from journeybook.model.record import KEBAB
from journeybook.problem import Place, Problem
from journeybook.words import phrase

PLANNED, ACTUAL = "plannedJourney", "actualJourney"
POINTS = ("plannedCommunicationPoint", "actualCommunicationPoint")
ACTIONS = ("plannedAction", "actualAction")
_KNOWN = {
    "CJML", PLANNED, ACTUAL, *POINTS, *ACTIONS, "journeyID", "journeyTitle", "plannedReference", "journeyPhases",
    "journeyPhase", "phaseName", "phaseDescription", "journeyShortSummary", "journeyLongSummary", "actors", "endUser",
    "serviceProvider", "actorName", "companyName", "touchpoints", "touchpointID", "belongsTo", "initiator", "receiver",
    "refersTo", "initiatorLabel", "receiverLabel", "channel", "channelName", "message", "comment",
    "touchpointExperience", "experienceDescription", "experienceRating", "compliance",
}  # fmt: skip


@dataclass(slots=True)
class Reading:
    """A file while it is read: the people of its journeys by their ids in it, and what has been told."""

    book: Book
    file: str
    wishes: Wishes
    taken: set[str]
    scale: Scale
    personas: dict[str, str] = field(default_factory=dict)
    actors: dict[str, str] = field(default_factory=dict)
    drafts: list[Draft] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def place(self, at: Element) -> Place:
        """Where an element begins."""
        return line_of(self.file, at.line)


def journeys(book: Book, data: bytes, file: str, wishes: Wishes, taken: set[str]) -> tuple[list[Draft], list[Problem]]:
    """The journeys of a file with whom they need, and all there is to tell."""
    root = element(data, file)
    if isinstance(root, Problem):
        return [], [root]
    found = list(_below(root, (PLANNED, ACTUAL)))
    if root.name != "CJML" or not found:
        message = phrase("No journey of CJML was found here: no plannedJourney and no actualJourney.")
        return [], [refused("cjml-none", message, line_of(file, root.line))]
    reading = Reading(book, file, wishes, taken, wishes.scale or scale_for(_ratings(root)))
    reading.problems += [*_version(root, file), *_unknown(root, file)]
    ids = {each.said("journeyID"): _id(each, wishes, len(found)) for each in found}
    for each in found:
        _journey(reading, each, ids, found)
    return reading.drafts, sorted(reading.problems, key=lambda problem: problem.place)


def _below(root: Element, names: tuple[str, ...]) -> Iterator[Element]:
    for child in root.children:
        if child.name in names:
            yield child
        else:
            yield from _below(child, names)


def _ratings(root: Element) -> list[float]:
    found = (number(each.text.strip()) for each in _below(root, ("experienceRating",)))
    return [value for value in found if value is not None]


def _version(root: Element, file: str) -> Iterator[Problem]:
    version = root.attributes.get("version", "")
    if version != "2.0":
        message = phrase("The file says version “{version}”; it is read as CJML 2.0.", version=version[:20])
        yield guessed("cjml-version", message, line_of(file, root.line))


def _unknown(root: Element, file: str) -> Iterator[Problem]:
    """What stands in the file and has no place in a journey of the book, each name once, with its lines."""
    lines: defaultdict[str, list[int]] = defaultdict(list)
    stack = [root]
    while stack:
        at = stack.pop()
        if at.name in _KNOWN:
            stack += at.children
        elif at.text.strip() or at.children:
            lines[at.name].append(at.line)
    for name, found in sorted(lines.items()):
        told = ", ".join(str(line) for line in sorted(found)[:12]) + (" …" if len(found) > 12 else "")
        message = phrase(
            "“{name}” has no place in a journey and is left out (lines {lines}).", name=name[:60], lines=told
        )
        yield lost("cjml-left", message, line_of(file, min(found)))


def _id(at: Element, wishes: Wishes, several: int) -> str:
    """The id of a journey: the one wished for, its own where it is readable, else made from its title."""
    own = at.said("journeyID")
    if wishes.id and several == 1:
        return wishes.id
    return own if _is_own_id(own) else id_of(at.said("journeyTitle") or own, "journey")


def _is_own_id(name: str) -> bool:
    """Whether an id can be kept: readable, and more than a running number such as `t12`."""
    return bool(KEBAB.fullmatch(name)) and not re.fullmatch(r"[a-z]{0,2}\d+", name)


def _journey(reading: Reading, at: Element, ids: dict[str, str], every: list[Element]) -> None:
    _people(reading, at)
    planned = at.name == PLANNED
    title = reading.wishes.title or at.said("journeyTitle") or at.said("journeyID")
    entries: dict[str, object] = {
        "title": title or phrase("Untitled journey").say(reading.book.languages[0]),
        "state": "to_be" if planned else "as_is",
    }
    if planned and (improved := _actual_of(at.said("journeyID"), every)) is not None:
        entries["as_is"] = ids[improved]
    entries |= {"summary": summary} if (summary := at.said("journeyShortSummary")) else {}
    entries |= {"scenario": told} if (told := _lines(at.first("journeyLongSummary"))) else {}
    entries |= _whose(reading, at)
    phases = _phases(reading, at)
    if not any("touchpoints" in phase for phase in phases):
        message = phrase("This journey has no touchpoint yet; a journey needs one.")
        reading.problems.append(refused("cjml-no-touchpoint", message, reading.place(at)))
        return
    name = ids[at.said("journeyID")]
    reading.drafts.append(Draft(Journey, name, {**entries, "phases": phases}, reading.place(at)))


def _lines(at: Element | None) -> str:
    """The words of an element with their lines, without the indentation of the file."""
    return "\n".join(line.strip() for line in at.text.strip().split("\n")) if at else ""


def _actual_of(name: str, every: list[Element]) -> str | None:
    """The first actual journey that was planned as this one."""
    refers = (each.said("journeyID") for each in every if each.name == ACTUAL and each.said("plannedReference") == name)
    return next(refers, None) if name else None


def _people(reading: Reading, at: Element) -> None:
    """Notes who the end users and providers are, and drafts those that the book lacks."""
    actors = at.first("actors")
    for actor in actors.children if actors else ():
        own = actor.attributes.get("actorID") or actor.attributes.get("actorIDref") or ""
        name = actor.said("actorName") or actor.said("companyName") or own
        if actor.name == "endUser" and own not in reading.personas:
            found = known(reading.book.personas, name) or known(reading.book.personas, own)
            reading.personas[own] = found or persona_id(reading.book, own if KEBAB.fullmatch(own) else name)
            reading.taken.add(reading.personas[own])
            _sketch(reading, own, name, actor, first=len(reading.personas) == 1)
        elif actor.name == "serviceProvider" and own not in reading.actors:
            _provider(reading, own, name, actor)


def _sketch(reading: Reading, own: str, name: str, at: Element, first: bool) -> None:
    """A first file for an end user: for the first if it is wished for, for others since a journey names them."""
    persona = reading.personas[own]
    if persona not in reading.book.personas and (reading.wishes.sketch or not first):
        reading.drafts.append(Draft(Persona, persona, {"name": name or persona}, reading.place(at)))


def _provider(reading: Reading, own: str, name: str, at: Element) -> None:
    """Notes a provider; the company as a whole is no actor of its own book."""
    brand = reading.book.settings.brand
    if brand is not None and name in brand.name.words.values():
        return
    actor = known(reading.book.actors, name) or known(reading.book.actors, own)
    if actor is None and reading.wishes.actors:
        actor = free(id_of(own if KEBAB.fullmatch(own) else name, "actor"), reading.taken)
        reading.drafts.append(Draft(Actor, actor, {"title": name or actor, "stage": "frontstage"}, reading.place(at)))
    if actor is not None:
        reading.actors[own] = actor
    else:
        message = phrase("The book has no such actors, so they are left out: {names}.", names=name[:60])
        reading.problems.append(lost("missing-actors", message, reading.place(at)))


def _whose(reading: Reading, at: Element) -> dict[str, object]:
    """The persona, and the other end users of this journey."""
    actors = at.first("actors")
    users = [each.attributes for each in actors.all("endUser")] if actors else []
    own = [reading.personas[each.get("actorID") or each.get("actorIDref") or ""] for each in users]
    wanted = reading.wishes.persona
    first = persona_id(reading.book, wanted) if wanted else ""
    names = [*([first] if first else []), *(own if not first else own[1:])]
    if not names:
        message = phrase("Nobody is named; it is taken for the journey of “{name}”.", name="customer")
        hint = phrase("Someone else? --persona NAME")
        reading.problems.append(guessed("cjml-persona", message, reading.place(at), hint))
    others = list(dict.fromkeys(name for name in names[1:] if name != names[0]))
    return {"persona": names[0] if names else "customer"} | ({"other_personas": others} if others else {})


def _phases(reading: Reading, at: Element) -> list[dict[str, object]]:
    """The phases in the order in which touchpoints belong to them; one phase for those that belong to none."""
    named = {phase.attributes.get("phaseID", ""): phase for phase in _below(at, ("journeyPhase",))}
    found: list[tuple[str, dict[str, object]]] = []
    touchpoints = at.first("touchpoints")
    for point in touchpoints.all(*POINTS, *ACTIONS) if touchpoints else ():
        belongs = point.first("belongsTo")
        own = belongs.attributes.get("phaseIDref", "") if belongs else ""
        if not found or found[-1][0] != own:
            found.append((own, _phase(reading, own, named.get(own))))
        made = _touchpoint(reading, point)
        found[-1][1].setdefault("touchpoints", []).append(made)  # type: ignore[attr-defined]
    empty = [phase for own, phase in named.items() if own not in {each for each, _ in found}]
    return [*(phase for _, phase in found), *(_phase(reading, "", phase) for phase in empty)]


def _phase(reading: Reading, own: str, at: Element | None) -> dict[str, object]:
    title = (at.said("phaseName") if at else "") or own or phrase("Beginning").say(reading.book.languages[0])
    doing = at.said("phaseDescription") if at else ""
    entries: dict[str, object] = {"title": title}
    return entries | ({"id": own} if _is_own_id(own) else {}) | ({"doing": doing} if doing else {})


def _touchpoint(reading: Reading, at: Element) -> dict[str, object]:
    """A touchpoint as the end user sees it: its own label is the title, the provider's what the provider does."""
    own, other = ("initiator", "receiver") if not _is_provider(reading, at, "initiator") else ("receiver", "initiator")
    title = at.said(own, f"{own}Label") or at.said(other, f"{other}Label")
    name = at.said("touchpointID")
    entries: dict[str, object] = {"title": title or name or "…"}
    entries |= {"id": name} if _is_own_id(name) else {}
    entries |= {"channel": channel_from(channel)} if (channel := at.said("channel", "channelName")) else {}
    entries |= _felt(reading, at)
    for field_, child in (("doing", "comment"), ("says", "message")):
        entries |= {field_: told} if (told := at.said(child)) else {}
    provider = _actor(reading, at, other)
    does = at.said(other, f"{other}Label") if at.said(own, f"{own}Label") else ""
    if provider:
        entries["frontstage"] = [{"actor": provider, "does": does} if does else provider]
    return entries | _compliance(reading, at)


def _refers(at: Element, side: str) -> str:
    inner = at.first(side)
    to = inner.first("refersTo") if inner else None
    return (to.attributes.get("actorIDref") or to.attributes.get("actorID") or "") if to else ""


def _is_provider(reading: Reading, at: Element, side: str) -> bool:
    return _refers(at, side) not in reading.personas and bool(_refers(at, side))


def _actor(reading: Reading, at: Element, side: str) -> str | None:
    return reading.actors.get(_refers(at, side))


def _felt(reading: Reading, at: Element) -> dict[str, object]:
    typed, told = (
        at.said("touchpointExperience", "experienceRating"),
        at.said("touchpointExperience", "experienceDescription"),
    )
    value = number(typed)
    if typed and value is None:
        message = phrase("“{typed}” is no score; no feeling is written.", typed=typed[:40])
        reading.problems.append(lost("cjml-rating", message, reading.place(at)))
    felt: dict[str, object] = {"thinking": told} if told else {}
    return felt if value is None else {"emotion": reading.scale.emotion(value), **felt}


def _compliance(reading: Reading, at: Element) -> dict[str, object]:
    """A touchpoint that was planned and did not happen is missing in the book too; other remarks are left out."""
    told = at.said("compliance").lower()
    if told == "missing":
        return {"contact": "absent"}
    if told and told != "completed":
        message = phrase("That this was “{word}” against the plan is left out.", word=told[:40])
        reading.problems.append(lost("cjml-compliance", message, reading.place(at)))
    return {}
