"""Journeys: phases of touchpoints, as one persona goes through them."""

from dataclasses import dataclass
from functools import cached_property
from itertools import count
from typing import Annotated, Any, ClassVar, Literal, NamedTuple

from pydantic import model_validator

from journeybook.model.comparison import Comparison
from journeybook.model.complaint import complaint
from journeybook.model.days import Day
from journeybook.model.persona import Context
from journeybook.model.record import (
    Entity,
    JourneyId,
    Line,
    Objectives,
    OwnId,
    PersonaId,
    Personas,
    PromiseId,
    Record,
    Texts,
    about,
    required,
)
from journeybook.model.text import Words
from journeybook.model.touchpoint import HOLDS_THROUGHOUT, Lanes, Touchpoint
from journeybook.model.values import Length, Listed, Number
from journeybook.words import phrase

Stage = Literal["notice", "consider", "buy", "receive", "use", "pay", "get_help", "renew", "leave"]
Aim = Literal["get", "change", "help", "pay", "learn", "leave"]
Path = tuple[str | int, ...]


class Outcome(Record):
    """A way the journey can end."""

    id: OwnId = about("Its id.", 1, "")
    title: Words = about("What it is called.", 1)
    for_customer: Words = about("What it means for the customer.", 1)
    for_company: Words = about("What it means for us.", 1)


class Workshop(Record):
    """A meeting where the map was worked with."""

    date: Day | None = about("When.", 1, None)
    audience: Texts = about("Who was there.", 1, ())
    commitments: Texts = about("What they committed to.", 1, ())


class Expectation(Record):
    """A test of the experience: what a measure or a verdict must be."""

    measure: Line = about("The measure: weakest_link, mean, listening …", 1, "")
    promise: PromiseId | None = about("Or the promise.", 1, None)
    verdict: Literal["kept", "at_risk", "broken", "unmeasured"] | None = about("The verdict it must have.", 1, None)
    at_least: Number | None = about("The measure must be this or more.", 1, None)
    at_most: Number | None = about("The measure must be this or less.", 1, None)
    more_than: Number | None = about("The measure must be more than this.", 2, None)
    less_than: Number | None = about("The measure must be less than this.", 2, None)

    @property
    def bound(self) -> float:
        """What a measure is held against; 0 where a promise is tested."""
        return next((value for name in Comparison if (value := getattr(self, name)) is not None), 0.0)

    @model_validator(mode="after")
    def _complete(self) -> "Expectation":
        bounds = sum(getattr(self, name) is not None for name in Comparison)
        whole = (bool(self.measure) and bounds == 1 and not self.promise) or (
            self.promise and self.verdict and not self.measure
        )
        if not whole:
            raise complaint(
                phrase("This test is not complete."),
                phrase("Write measure with one of at_least, at_most, more_than, less_than – or promise with verdict."),
            )
        return self


class Phase(Lanes):
    """A stretch of the journey with an aim of its own."""

    id: OwnId = about("Its id; made from the title where none is typed.", 2, "")
    title: Words = about("What it is called.", 1)
    stage: Stage | None = about("Where in the customer's life with us it stands.", 2, None)
    touchpoints: tuple[Touchpoint, ...] = about("What happens in it.", 1, ())

    @property
    def whole(self) -> tuple[Touchpoint, ...]:
        """The touchpoints, each with what is told of the phase as a whole where it says nothing of it itself.

        The feeling is none of that: how the phase felt on the whole is not how it felt at each of its touchpoints.
        """
        held = {name: getattr(self, name) for name in HOLDS_THROUGHOUT if getattr(self, name) not in {None, ""}}
        return tuple(_with(touchpoint, held) for touchpoint in self.touchpoints) if held else self.touchpoints


def _with(touchpoint: Touchpoint, held: dict[str, Any]) -> Touchpoint:
    silent = {name: value for name, value in held.items() if getattr(touchpoint, name) in {None, ""}}
    return touchpoint.model_copy(update=silent) if silent else touchpoint


@dataclass(frozen=True)
class Step:
    """A touchpoint in its place: its number through the journey, its phase, and the path to it in the file."""

    number: int
    journey: str
    phase: Phase
    phase_number: int
    touchpoint: Touchpoint
    path: Path

    @cached_property
    def id(self) -> str:
        """journey-id/touchpoint-id, unique in the book."""
        return f"{self.journey}/{self.touchpoint.id}"

    @cached_property
    def keeps(self) -> tuple[str, ...]:
        """Ids of the promises that must be kept here, told of the touchpoint or of its phase; each once."""
        return once(self.touchpoint.keeps, self.phase.keeps)

    @cached_property
    def cited(self) -> tuple[str, ...]:
        """Ids of all evidence cited here, or for the whole phase; each once."""
        return once(self.touchpoint.cited, self.phase.cited)


def once(own: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """All of them, each once."""
    return tuple(dict.fromkeys(own + other)) if other or len(own) > 1 else own


class Felt(NamedTuple):
    """A touchpoint and how it feels, −2 … 2."""

    step: Step
    value: float


class Journey(Entity):
    """What one persona goes through, from a start to an end."""

    noun: ClassVar[str] = "journey"
    folder: ClassVar[str] = "journeys"
    aside: ClassVar[frozenset[str]] = frozenset(("phases",))

    state: Literal["as_is", "to_be"] = about("As it is, or as it is to be.", 1, "as_is")
    as_is: JourneyId | None = about("On a to-be: the journey it improves.", 2, None)
    status: Literal["draft", "validated", "live", "retired"] = about(
        "How far it has come; a retired one is shown, not counted.", 1, "draft"
    )
    persona: PersonaId = required("Whose journey it is.")
    other_personas: Personas = about("Who else goes through it.", 2, ())
    parent: JourneyId | None = about("The journey this tells a part of in more detail.", 3, None)
    aim: Aim | None = about("What the customer is up to: get, change, help, pay, learn, leave.", 1, None)
    goal: Words = about("What the customer wants to reach.", 1)
    company_goal: Words = about("What we want to reach.", 2)
    supports: Objectives = about("The objectives it serves.", 2, ())
    scenario: Words = about("The situation (Markdown).", 2)
    story: Words = about("The journey told in the first person (Markdown).", 2)
    starts_when: Words = about("What sets it off.", 2)
    ends_when: Words = about("When it is over.", 2)
    outcomes: Annotated[tuple[Outcome, ...], Listed] = about("The ways it can end.", 2, ())
    last_reviewed: Day | None = about("When it was last gone through.", 2, None)
    review_every: Length | None = about("How often it must be gone through.", 2, None)
    workshops: Annotated[tuple[Workshop, ...], Listed] = about("Meetings where it was worked with.", 3, ())
    context: Context | None = about("The six factors without which a map hangs in a vacuum.", 2, None)
    expect: Annotated[tuple[Expectation, ...], Listed] = about("Tests of the experience.", 3, ())
    phases: tuple[Phase, ...] = required("The phases, each with its touchpoints.")

    @model_validator(mode="after")
    def _has_touchpoint(self) -> "Journey":
        if not any(phase.touchpoints for phase in self.phases):
            raise complaint(
                phrase("This journey has no touchpoint yet."),
                phrase("Under a phase, write for example:  - I open the bill: 1"),
                at=("phases",),
            )
        return self

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """All touchpoints in the order they are written."""
        number = count(1)
        return tuple(
            Step(next(number), self.id, phase, i + 1, touchpoint, ("phases", i, "touchpoints", j))
            for i, phase in enumerate(self.phases)
            for j, touchpoint in enumerate(phase.whole)
        )

    @cached_property
    def step_ids(self) -> tuple[str, ...]:
        """The ids of all touchpoints in their order."""
        return tuple(step.touchpoint.id for step in self.steps)

    @cached_property
    def phase_ids(self) -> tuple[str, ...]:
        """The ids of all phases in their order."""
        return tuple(phase.id for phase in self.phases)

    @cached_property
    def _step_by_id(self) -> dict[str, Step]:
        return {step.touchpoint.id: step for step in self.steps}

    def step(self, name: str) -> Step | None:
        """The touchpoint that has this id."""
        return self._step_by_id[name] if name in self.step_ids else None

    @property
    def counts(self) -> bool:
        """Whether figures are taken over it: neither retired nor yet to be."""
        return self.status != "retired" and self.state == "as_is"

    @cached_property
    def step_at(self) -> dict[Path, Step]:
        """The touchpoints by their paths in the file."""
        return {step.path: step for step in self.steps}

    @cached_property
    def felt(self) -> tuple[Felt, ...]:
        """The touchpoints whose emotion is known, in order."""
        known = ((step, step.touchpoint.emotion) for step in self.steps)
        return tuple(Felt(step, emotion) for step, emotion in known if emotion is not None)

    @cached_property
    def personas(self) -> tuple[str, ...]:
        """The persona and all others, each once."""
        return tuple(dict.fromkeys((self.persona, *self.other_personas)))
