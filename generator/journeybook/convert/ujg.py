"""Journeys as a User Journey Graph: JSON-LD as the draft report 2026.06 of the W3C community group has it.

Touchpoints are states, what follows what are transitions; phases, channels and pains annotate them as its module
“experience” says. The draft has no name for a journey and none for a feeling: the title stands in `label`, as that of
a state does, and feelings stand in `extensions`, which other programs must keep and may ignore.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from journeybook.convert.losses import not_carried
from journeybook.convert.report import lost
from journeybook.model import Book, Journey, Step
from journeybook.problem import Problem
from journeybook.words import phrase

SPACE = "https://ujg.specs.openuji.org/tr/2026.06/ns"
CONTEXT = [f"{SPACE}/{module}.context.jsonld" for module in ("core", "graph", "experience")]
BASE = "urn:ujg:"
"""What the ids of the draft's own examples begin with."""
EXTENSION = "urn:journeybook:touchpoint"
WORST = 5  # the severity that is 1 in the draft
Node = dict[str, Any]
_CARRIED = {
    "title", "phases.title", "phases.id",
    *(f"phases.touchpoints.{name}" for name in ("id", "title", "channel", "emotion", "opens", "next.to", "next.when",
                                                "pains.text", "pains.severity")),
}  # fmt: skip


def ujg_text(book: Book, journeys: Sequence[Journey], language: str, base: str = BASE) -> tuple[str, list[Problem]]:
    """The document with these journeys, and what of them is not in it. Ids begin with `base`."""
    graph = _Graph(base, frozenset(journey.id for journey in journeys), language)
    nodes = [*(node for journey in journeys for node in graph.journey(journey)), *graph.channels(journeys)]
    name = journeys[0].id if len(journeys) == 1 else "book"
    whole = {"@context": CONTEXT, "@id": f"{base}document:{name}", "@type": "UJGDocument", "nodes": nodes}
    problems = [problem for journey in journeys for problem in _lost(book, journey, graph, language)]
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n", problems


class _Graph:
    """What the nodes of a document share: how ids begin, which journeys are in it, the language."""

    def __init__(self, base: str, there: frozenset[str], language: str) -> None:
        self.base, self.there, self.language = base, there, language

    def id(self, kind: str, *names: str) -> str:
        """The id of a node."""
        return self.base + ":".join((kind, *names))

    def journey(self, journey: Journey) -> Iterator[Node]:
        """The nodes of one journey, the journey itself first."""
        transitions = list(self._transitions(journey))
        states = [self.id("state", journey.id, step.touchpoint.id) for step in journey.steps]
        yield {
            "@type": "Journey", "@id": self.id("journey", journey.id), "label": journey.label.say(self.language),
            "startState": states[0], "stateRefs": states, "transitionRefs": [each["@id"] for each in transitions],
        }  # fmt: skip
        for order, phase in enumerate(journey.phases, 1):
            yield {
                "@type": "Phase", "@id": self.id("phase", journey.id, phase.id),
                "label": phase.title.say(self.language) or phase.id, "order": order,
            }  # fmt: skip
        for step in journey.steps:
            yield from (self._state(journey, step), self._step(journey, step), *self._pains(journey, step))
        yield from transitions

    def _state(self, journey: Journey, step: Step) -> Node:
        touchpoint = step.touchpoint
        node: Node = {"@type": "State", "@id": self.id("state", journey.id, touchpoint.id)}
        node["label"] = touchpoint.title.say(self.language)
        if touchpoint.opens in self.there:
            node |= {"@type": "CompositeState", "subjourneyId": self.id("journey", touchpoint.opens)}
        node["tags"] = [f"phase:{step.phase.id}"]
        if touchpoint.emotion is not None:
            node["extensions"] = {EXTENSION: {"emotion": touchpoint.emotion}}
        return node

    def _step(self, journey: Journey, step: Step) -> Node:
        node: Node = {
            "@type": "ExperienceStep", "@id": self.id("step", journey.id, step.touchpoint.id),
            "label": step.touchpoint.title.say(self.language),
            "stateRefs": [self.id("state", journey.id, step.touchpoint.id)],
            "phaseRef": self.id("phase", journey.id, step.phase.id),
        }  # fmt: skip
        return node | ({"touchpointRefs": [self._channel(step.touchpoint.channel)]} if step.touchpoint.channel else {})

    def _pains(self, journey: Journey, step: Step) -> Iterator[Node]:
        for number, pain in enumerate(step.touchpoint.pains, 1):
            node: Node = {
                "@type": "PainPoint", "@id": self.id("pain", journey.id, step.touchpoint.id, str(number)),
                "label": pain.text.say(self.language),
                "experienceRefs": [self.id("step", journey.id, step.touchpoint.id)],
            }  # fmt: skip
            yield node | ({"severity": pain.severity / WORST} if pain.severity else {})

    def _transitions(self, journey: Journey) -> Iterator[Node]:
        """What follows what: the branches that are told, else the touchpoint after; ways out have no node yet."""
        steps = {step.touchpoint.id: step for step in journey.steps}
        for step, after in zip(journey.steps, [*journey.steps[1:], None], strict=True):
            own = step.touchpoint
            ways = [(each.to, each.when.say(self.language)) for each in own.next if each.to in steps]
            for number, (to, when) in enumerate(
                ways or ([] if own.next or not after else [(after.touchpoint.id, "")]), 1
            ):
                node: Node = {
                    "@type": "Transition", "@id": self.id("transition", journey.id, own.id, str(number)),
                    "from": self.id("state", journey.id, own.id), "to": self.id("state", journey.id, to),
                }  # fmt: skip
                yield node | ({"label": when} if when else {})

    def channels(self, journeys: Sequence[Journey]) -> Iterator[Node]:
        """What the draft calls touchpoints: the channels where all this happens."""
        for channel in sorted({step.touchpoint.channel for journey in journeys for step in journey.steps} - {""}):
            yield {"@type": "Touchpoint", "@id": self._channel(channel), "label": channel, "channel": channel}

    def _channel(self, channel: str) -> str:
        return self.id("touchpoint", "-".join(channel.split()))


def _lost(book: Book, journey: Journey, graph: _Graph, language: str) -> Iterator[Problem]:
    yield from not_carried(book, journey, _CARRIED, language)
    steps = {step.touchpoint.id for step in journey.steps}
    for step in journey.steps:
        if step.touchpoint.opens and step.touchpoint.opens not in graph.there:
            message = phrase("That it opens “{other}” is left out, since that journey is not in the file.",
                             other=step.touchpoint.opens)  # fmt: skip
            yield lost("ujg-opens", message, book.place(journey.id, *step.path, "opens"))
        for number, way in enumerate(step.touchpoint.next):
            if way.to not in steps:
                message = phrase("The draft has no way out of a journey: “{to}” is left out.", to=way.to)
                yield lost("ujg-exit", message, book.place(journey.id, *step.path, "next", number))
