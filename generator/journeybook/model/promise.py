"""Promises: what customers were told, and the standard that makes it checkable."""

from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from journeybook.model.complaint import complaint
from journeybook.model.record import (
    ActorId,
    BrandValueId,
    Entity,
    Line,
    MetricId,
    Personas,
    PersonaValueId,
    Record,
    Texts,
    about,
    required,
)
from journeybook.model.text import Text, Words
from journeybook.model.values import Amount, Listed, Quantity, Share, YesNo
from journeybook.words import phrase


class Comparison(StrEnum):
    """How a result is held against a standard."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"


class Standard(Record):
    """What must be measured for the promise to count as kept."""

    metric: MetricId = required("The metric whose results decide.")
    at_least: Amount | None = about("Kept when the result is this or more.", 1, None)
    at_most: Amount | None = about("Kept when the result is this or less.", 1, None)
    more_than: Amount | None = about("Kept when the result is more than this.", 2, None)
    less_than: Amount | None = about("Kept when the result is less than this.", 2, None)
    typed_unit: Line = Field(
        default="",
        alias="unit",
        description="The unit of the number, if not written behind it.",
        json_schema_extra={"tier": 2},
    )
    share: Share | None = about("In how many of the cases: 95 %.", 2, None)

    @model_validator(mode="after")
    def _one_comparison(self) -> "Standard":
        if sum(getattr(self, name) is not None for name in Comparison) != 1:
            raise complaint(
                phrase("A standard needs exactly one of at_least, at_most, more_than, less_than."),
                phrase("For example: at_most: 15 min."),
            )
        return self

    @property
    def comparison(self) -> Comparison:
        """Which of the four comparisons the author chose."""
        return next(name for name in Comparison if getattr(self, name) is not None)

    @property
    def value(self) -> float:
        """The number a result is held against, in `unit`."""
        return self._amount.value

    @property
    def unit(self) -> str:
        """The unit of `value`; '' = the metric's own."""
        return self._amount.unit or self.typed_unit

    @property
    def _amount(self) -> Quantity:
        amount: Quantity = getattr(self, self.comparison)
        return amount


class Promise(Entity):
    """Something customers were told and may hold us to."""

    noun: ClassVar[str] = "promise"
    folder: ClassVar[str] = "content/promises"

    text: Words = required("The promise as the customer heard it.")
    kind: Literal["time", "guarantee", "claim", "quality", "price", "availability"] | None = about(
        "What sort of promise it is.", 1, None
    )
    explicit: YesNo = about("Said in so many words (yes), or only understood (no).", 2, True)
    made_in: Texts = about("Where it is made: advert, tariff, contract, poster …", 1, ())
    made_by: ActorId | None = about("The role that makes it.", 1, None)
    values: Annotated[tuple[BrandValueId, ...], Listed] = about("Values of the brand it stands for.", 2, ())
    answers: Annotated[tuple[PersonaValueId, ...], Listed] = about("What personas prize and this answers.", 2, ())
    to: Personas = about("The personas it is made to.", 2, ())
    condition: Words = about("When it does not hold.", 3)
    remedy: Words = about("What the customer gets when it is broken.", 2)
    reach: Literal["local", "regional", "national", "global"] | None = about("How far it is heard.", 3, None)
    standard: Standard | None = about("The measure that decides whether it is kept.", 1, None)

    @property
    def label(self) -> Text:
        """The short title, or the promise's own words."""
        return self.title or self.text
