"""Personas: whom the book speaks of."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from journeybook.model.channels import Channel
from journeybook.model.record import Entity, Evidences, Line, OwnId, Record, Texts, about, text_or
from journeybook.model.text import NOTHING, Text, Words
from journeybook.model.values import Count, Listed, Number, Share

Kind = Literal["customer", "prospect", "employee", "partner"]
DecisionRole = Literal["user", "buyer", "payer", "influencer", "decision_maker", "gatekeeper"]


class Prized(Record):
    """Something this customer prizes."""

    id: OwnId = about("Its id, so that a promise can answer it.", 1, "")
    title: Words = about("What is prized, in the customer's words.", 1)
    weight: Number = about("How much it counts beside the others.", 2, 1.0)


class Context(Record):
    """The six factors without which a map hangs in a vacuum."""

    needs: Texts = about("What the customer needs here.", 1, ())
    expectations: Texts = about("What the customer expects, and from where.", 1, ())
    experience_with_brand: Texts = about("What the customer has lived through with us before.", 1, ())
    experience_with_category: Texts = about("What others in the trade have taught the customer.", 1, ())
    promises: Texts = about("What the customer believes to have been promised.", 1, ())
    opinions_of_others: Texts = about("What friends, reviews and press say.", 1, ())


class Persona(Entity):
    """A kind of person whose journeys the book tells."""

    noun: ClassVar[str] = "persona"
    folder: ClassVar[str] = "content/personas"

    name: Words = about("The name this persona goes by.", 1)
    kind: Kind | None = about("What the person is to us.", 1, None)
    segment: Words = about("The segment this persona stands for.", 2)
    market: Literal["b2c", "b2b"] | None = about("Private customers or companies.", 2, None)
    decision_role: Annotated[tuple[DecisionRole, ...], Listed] = about("The part played when a group decides.", 2, ())
    portrait: Words = about("Who this is, in a paragraph (Markdown).", 1)
    quote: Words = about("One sentence this person would say.", 1)
    story: Words = about("A day in this person's own words (Markdown).", 3)
    traits: Texts = about("What this person is like.", 3, ())
    goals: Texts = about("What this person wants to reach.", 1, ())
    needs: Texts = about("What this person needs.", 1, ())
    jobs: Texts = about("What this person is trying to get done.", 2, ())
    pains: Texts = about("What makes it hard.", 1, ())
    gains: Texts = about("What would make it better than expected.", 1, ())
    values: Annotated[tuple[Annotated[Prized, text_or("title")], ...], Listed] = about(
        "What this person prizes.", 2, ()
    )
    channels: Annotated[tuple[Channel, ...], Listed] = about("Channels this person prefers.", 2, ())
    context: Context | None = about("The six factors around this person's journeys.", 2, None)
    size: Count | None = about("How many customers are like this.", 3, None)
    yearly_value: Number | None = about("What one of them brings in a year.", 3, None)
    currency: Line = about("The currency of the yearly value.", 3, "")
    tolerance: Annotated[tuple[Share, ...], Listed] = about("Share who stay after 0, 1, 2, 3+ bad experiences.", 3, ())
    evidence: Evidences = about("What this portrait rests on.", 2, ())
    sketch: bool = Field(
        default=False, description="Named by a journey, not written yet.", json_schema_extra={"tier": 0}
    )

    @property
    def label(self) -> Text:
        """The persona's name."""
        return self.name or self.title or (Text(self.id) if self.id else NOTHING)
