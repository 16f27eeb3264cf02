"""Touchpoints, and the lanes they share with phases."""

from typing import Annotated, Literal

from pydantic import ValidationInfo

from journeybook.level import Level
from journeybook.model.channels import Channel
from journeybook.model.complaint import complaint
from journeybook.model.reads import Reads
from journeybook.model.record import (
    ActorId,
    BrandValueId,
    Evidences,
    Id,
    JourneyId,
    MetricId,
    Metrics,
    OwnId,
    PromiseId,
    Record,
    Texts,
    about,
    ref,
    required,
    text_or,
)  # fmt: skip
from journeybook.model.text import Text, Words, read_text
from journeybook.model.values import Emotion, Length, Listed, OneToFive, Share, YesNo, split_number
from journeybook.words import phrase

SIDES = ("frontstage", "backstage", "support")  # who serves, from the customer inwards
Area = Literal["sales", "product", "brand", "marketing", "service"]


def read_feeling(value: object, info: ValidationInfo) -> Text:
    """A feeling in words; how strong it is, as a number, is the emotion."""
    number = split_number(value) if isinstance(value, str) else None
    if number and not number[1]:
        raise complaint(
            phrase("The feeling in words stands here, and “{typed}” is a number.", typed=str(value)[:40]),
            phrase("Write: {line}", line=f"emotion: {value}"),
        )
    return read_text(value, info)


Feeling = Annotated[Text, Reads(read_feeling, {"$ref": "#/definitions/text"}, in_context=True)]


class Quote(Record):
    """What a customer said."""

    text: Words = required("The words as they were said.")
    evidence: Evidences = about("Where they were said.", 2, ())


class Pain(Record):
    """What hurts here."""

    text: Words = required("What hurts.")
    severity: OneToFive | None = about("How much, 1 … 5.", 2, None)
    evidence: Evidences = about("How we know.", 2, ())


class Breach(Record):
    """A promise broken here, before a witness."""

    promise: PromiseId = required("The promise that is broken.")
    evidence: Evidences = about("Who saw it; without evidence it is only said.", 1, ())


class Part(Record):
    """What one actor does here."""

    actor: ActorId | None = about("Who.", 1, None)
    does: Words = about("What this actor does.", 1)
    to: ActorId | None = about("Whom it is done for, or handed to.", 2, None)
    feels: Words = about("How this is for the actor.", 2)
    needs: Words = about("What the actor would need to do it well.", 2)


class Feedback(Record):
    """A listening post: how we hear what customers feel here."""

    method: Words = about("How we ask or listen.", 1)
    question: Words = about("What we ask.", 1)
    format: Words = about("In what form answers come.", 2)
    content: Words = about("What the answers tell of.", 2)
    frequency: Words = about("How often.", 1)
    access: Annotated[tuple[Level, ...], Listed] = about("Who sees the answers.", 1, ())
    answer_within: Length | None = about("How soon an unhappy customer hears from us.", 2, None)
    escalates_to: ActorId | None = about("Who is told when it is bad.", 2, None)
    owner: ActorId | None = about("Who answers for it.", 1, None)


class Cause(Record):
    """Why it feels this way."""

    text: Words = about("The cause.", 1)
    driver: Literal["human", "process", "product", "technology", "policy", "place"] | None = about(
        "What sort of cause.", 1, None
    )
    actor: ActorId | None = about("The actor it lies with.", 2, None)
    metric: MetricId | None = about("The metric that shows it.", 2, None)


class Attitude(Record):
    """How this changes what the customer thinks of the person, the place, the brand."""

    to: Literal["person", "place", "brand"] = required("Of whom or what: person, place, brand.")
    before: Emotion | None = about("Before, −2 … +2.", 1, None)
    after: Emotion | None = about("After, −2 … +2.", 1, None)


class Next(Record):
    """Where the customer goes from here, where it is not simply the following touchpoint."""

    to: Annotated[Id, ref("step", "outcome")] = required("The touchpoint or outcome.")
    when: Words = about("In which case.", 1)
    share: Share | None = about("How many go this way.", 2, None)


HOLDS_THROUGHOUT = ("channel", "owner", "area", "contact", "importance", "value_adding")
"""What is told of a phase holds for each of its touchpoints that says nothing of it itself."""


class Lanes(Record):
    """What can be told of a touchpoint or of a phase as a whole."""

    emotion: Emotion | None = about("How it feels, from −2 to +2 in halves.", 1, None)
    channel: Channel = about("Where it happens: web, app, email, phone, store …", 1, "")
    owner: ActorId | None = about("The role that answers for it.", 1, None)
    area: Area | None = about("The area of experience: sales, product, brand, marketing, service.", 2, None)
    contact: Literal["direct", "indirect", "absent"] | None = about(
        "With us, without us, or missing though it ought to exist.", 2, None
    )
    moment_of_truth: YesNo = about("Whether customers make up their minds here.", 2, False)
    importance: OneToFive | None = about("How much it counts, 1 … 5.", 2, None)
    doing: Words = about("What the customer does.", 1)
    thinking: Words = about("What the customer thinks, in the first person.", 1)
    feeling: Feeling = about("The feeling in a word or two.", 1)
    quotes: Annotated[tuple[Annotated[Quote, text_or("text")], ...], Listed] = about(
        "What customers said, word for word.", 1, ()
    )
    pains: Annotated[tuple[Annotated[Pain, text_or("text")], ...], Listed] = about("What hurts.", 1, ())
    gains: Texts = about("What is better than expected.", 2, ())
    opportunities: Texts = about("What could be better.", 2, ())
    expectation: Words = about("What the customer expects to happen.", 2)
    keeps: Annotated[tuple[PromiseId, ...], Listed] = about("Promises that must be kept here.", 1, ())
    makes: Annotated[tuple[PromiseId, ...], Listed] = about("Promises made here.", 2, ())
    breaks: Annotated[tuple[Annotated[Breach, text_or("promise")], ...], Listed] = about(
        "Promises broken here, with evidence.", 2, ()
    )
    shows: Annotated[tuple[BrandValueId, ...], Listed] = about("Values of the brand the customer sees lived.", 2, ())
    metrics: Metrics = about("Metrics that tell how it goes here.", 2, ())
    feedback: Annotated[Feedback, text_or("method")] | None = about("How we hear what customers feel here.", 2, None)
    evidence: Evidences = about("What this rests on.", 2, ())
    frontstage: Annotated[tuple[Annotated[Part, text_or("actor")], ...], Listed] = about(
        "Who serves in the customer's sight, and what they do.", 2, ()
    )
    backstage: Annotated[tuple[Annotated[Part, text_or("actor")], ...], Listed] = about(
        "Who works behind the line of visibility.", 2, ()
    )
    support: Annotated[tuple[Annotated[Part, text_or("actor")], ...], Listed] = about(
        "Systems, partners and processes behind that.", 2, ()
    )
    says: Words = about("What we say or write to the customer, word for word.", 2)
    tone: Words = about("How it sounds.", 2)
    recovery: Words = about("What we do when it goes wrong.", 2)
    duration: Length | None = about("How long it takes.", 2, None)
    wait: Length | None = about("How long the customer waits before it.", 2, None)
    causes: Annotated[tuple[Annotated[Cause, text_or("text")], ...], Listed] = about("Why it feels this way.", 3, ())
    delight: Words = about("What would be more than expected.", 3)
    props: Texts = about("What the customer sees and holds.", 3, ())
    emotion_by: dict[Annotated[Id, ref("persona")], Emotion] = about("How it feels to other personas.", 3, {})
    kano: Literal["must_be", "performance", "attractive", "indifferent", "reverse"] | None = about(
        "Its place in Kano's model.", 3, None
    )
    value_adding: YesNo | None = about("Whether the time spent here is worth it to the customer.", 3, None)
    handover: Words = about("What is handed over when the channel changes.", 3)

    @property
    def parts(self) -> tuple["Part", ...]:
        """All who serve, those in the customer's sight first."""
        return (*self.frontstage, *self.backstage, *self.support)

    @property
    def cited(self) -> tuple[str, ...]:
        """Ids of all evidence cited in what is told: for the whole, a pain, a quote or a broken promise; each once."""
        names = list(self.evidence)
        for statements in (self.pains, self.quotes, self.breaks):
            for each in statements:
                names += each.evidence
        return tuple(dict.fromkeys(names)) if len(names) > 1 else tuple(names)


class Touchpoint(Lanes):
    """A moment in which the customer meets us, or ought to."""

    id: OwnId = about("Its id within the journey; made from the title where none is typed.", 2, "")
    title: Words = required("What happens, in the customer's voice: “I open the mail”.")
    next: Annotated[tuple[Annotated[Next, text_or("to")], ...], Listed] = about(
        "Branches and loops; without it the following touchpoint.", 2, ()
    )
    emotion_before: Emotion | None = about("How it felt on coming here.", 3, None)
    attitude: Annotated[tuple[Attitude, ...], Listed] = about(
        "What it does to the opinion of person, place and brand.", 3, ()
    )
    fault: Literal["customer", "company", "third_party"] | None = about("Whose fault it is when it fails.", 3, None)
    failure_rate: Share | None = about("How often it fails, measured or stated: 5 %.", 3, None)
    opens: JourneyId | None = about("The journey that tells this in more detail.", 3, None)
    same_as: Annotated[Id, ref("touchpoint")] | None = about("The shared touchpoint whose facts these are.", 3, None)
