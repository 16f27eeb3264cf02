"""Promises: what customers were told, and the standard that makes it checkable."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, model_validator

from journeybook.model.comparison import Comparison, not_one_comparison, one_number
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
from journeybook.model.values import Bound, Listed, Quantity, Share, YesNo


class Standard(Record):
    """What must be measured for the promise to count as kept."""

    metric: MetricId = required("The metric whose results decide.")
    at_least: Bound | None = about("Kept when the result is this or more.", 1, None)
    at_most: Bound | None = about("Kept when the result is this or less.", 1, None)
    more_than: Bound | None = about("Kept when the result is more than this.", 2, None)
    less_than: Bound | None = about("Kept when the result is less than this.", 2, None)
    typed_value: Line = Field(
        default="",
        alias="value",
        description="The number, where it does not stand behind the comparison: “at most 15 min”.",
        json_schema_extra={"tier": 3},
    )
    typed_unit: Line = Field(
        default="",
        alias="unit",
        description="The unit of the number, if not written behind it.",
        json_schema_extra={"tier": 2},
    )
    share: Share | None = about("In how many of the cases: 95 %.", 2, None)

    @model_validator(mode="before")
    @classmethod
    def _one_number(cls, typed: Any) -> Any:
        return one_number(typed) if isinstance(typed, Mapping) else typed

    @model_validator(mode="after")
    def _one_comparison(self) -> "Standard":
        if sum(getattr(self, name) is not None for name in Comparison) != 1:
            raise not_one_comparison()
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
        return self._amount.unit

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
