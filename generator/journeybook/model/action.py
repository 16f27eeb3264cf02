"""Actions: what is being done about it, by whom, until when."""

from typing import Annotated, ClassVar, Literal

from journeybook.level import Level
from journeybook.model.days import Day
from journeybook.model.record import ActorId, Entity, Id, Line, Objectives, Record, about, ref
from journeybook.model.text import Words
from journeybook.model.values import Hundred, Listed, OneToFive

STANDINGS = ("plan", "do", "review", "done", "dropped")
"""Where an action can stand: round the circle, then how it ended."""


class Questions(Record):
    """The seven questions that turn a wish into an action."""

    goals: Words = about("What is to be different afterwards?", 1)
    owner: ActorId | None = about("Who answers for it?", 1, None)
    deadline: Day | None = about("Until when?", 1, None)
    trigger: Words = about("What sets it off?", 2)
    responder: ActorId | None = about("Who acts when it is set off?", 2, None)
    resources: Words = about("What does it take?", 2)
    evidence_of_success: Words = about("How will we see that it worked?", 1)


class Decision(Record):
    """A question somebody must answer, and the answer once given."""

    question: Words = about("What is to be decided.", 1)
    asked_of: ActorId | None = about("Who must decide.", 1, None)
    asked: Day | None = about("When it was asked.", 1, None)
    decided: Day | None = about("When it was decided.", 1, None)
    choice: Words = about("What was chosen.", 1)
    why: Words = about("Why.", 1)


class Action(Entity):
    """Something being done, or to be done, for the customer."""

    noun: ClassVar[str] = "action"
    folder: ClassVar[str] = "content/actions"

    addresses: Annotated[tuple[Annotated[Id, ref("touchpoint", "promise", "journey")], ...], Listed] = about(
        "The touchpoints, promises or journeys it mends.", 1, ()
    )
    aim: Literal["recovery", "relationship", "root_cause"] | None = about(
        "Mend the case, the relationship, or the cause.", 1, None
    )
    circle: Literal["plan", "do", "review"] | None = about(
        "Where it stands: planned, being done, being reviewed.", 1, None
    )
    closed: Literal["done", "dropped"] | None = about("How it ended.", 2, None)
    level: Level | None = about("Who acts: front line, CX people or management.", 2, None)
    benefit: Words = about("The customer's need it serves.", 1)
    technology: Words = about("The technology it takes, named after the benefit.", 3)
    questions: Questions | None = about("The seven questions.", 2, None)
    supports: Objectives = about("The objectives it serves.", 2, ())
    customer_value: Hundred | None = about("What it is worth to customers, 0 … 100.", 2, None)
    business_value: Hundred | None = about("What it is worth to the company, 0 … 100.", 2, None)
    effort: OneToFive | None = about("What it costs us, 1 … 5.", 2, None)
    opened: Day | None = about("When it was opened.", 2, None)
    ticket: Line = about("Its number in your tracker.", 3, "")
    decision: Decision | None = about("What somebody must decide before it goes on.", 2, None)

    @property
    def standing(self) -> str:
        """Where it stands, one of `STANDINGS`: how it was closed, else its circle; planned where neither is told."""
        return self.closed or self.circle or "plan"
