"""Metrics and their results."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import model_validator

from journeybook.model.complaint import complaint
from journeybook.model.days import Day
from journeybook.model.record import Entity, Line, MetricId, PersonaId, Record, TouchpointId, about, ref
from journeybook.model.survey import Survey
from journeybook.model.text import Words
from journeybook.model.values import (
    Count,
    Listed,
    Measured,
    Number,
    Quantity,
    Span,
    Tally,
    YesNo,
    has_two_readings,
    split_number,
)
from journeybook.words import phrase

Kind = Literal["nps", "csat", "ces", "rate", "time", "count", "money", "score"]
Heart = Literal["happiness", "engagement", "adoption", "retention", "task_success"]


class Scale(Record):
    """The ends of the scale people answer on."""

    min: Number = about("The lowest answer.", 2, 0.0)
    max: Number = about("The highest answer.", 2, 10.0)


class Result(Record):
    """One measured figure."""

    date: Day | None = about("The day it was measured.", 1, None)
    period: Span | None = about("The month, quarter or year it stands for.", 1, None)
    value: Measured | None = about("The figure, in the metric's unit.", 1, None)
    n: Count | None = about("How many cases or answers.", 1, None)
    effective_n: Number | None = about(
        "With weights: how many unweighted answers tell as much (Kish); all counts but n are then weighted ones.",
        3,
        None,
    )
    sd: Number | None = about("The standard deviation of the answers.", 3, None)
    promoters: Tally | None = about("Answers of 9 and 10.", 2, None)
    passives: Tally | None = about("Answers of 7 and 8.", 2, None)
    detractors: Tally | None = about("Answers of 0 to 6.", 2, None)
    successes: Tally | None = about("Cases that met the standard, or answers in the top two boxes.", 2, None)
    census: YesNo = about("Every case is counted, none sampled.", 2, False)
    touchpoint: TouchpointId | None = about("The touchpoint it was measured at.", 2, None)
    persona: PersonaId | None = about("The persona it speaks for.", 3, None)
    place: Line = about("The shop or region.", 3, "")

    @model_validator(mode="after")
    def _has_figure(self) -> "Result":
        counted = self.successes is not None or self.promoters is not None
        if self.value is None and not counted:
            raise complaint(
                phrase("This result has no figure."),
                phrase("Add value, or successes and n, or promoters, passives and detractors."),
            )
        if self.successes is not None and (self.n is None or self.successes > self.n):
            raise complaint(phrase("successes needs n, the number of all cases, and cannot be more than it."))
        if self.effective_n is not None and (self.n is None or not 0 < self.effective_n <= self.n):
            raise complaint(phrase("effective_n needs n, the number of all answers, and cannot be more than it."))
        if (self.promoters is None) != (self.detractors is None):
            raise complaint(phrase("promoters and detractors go together."))
        return self


class Metric(Entity):
    """Something that is measured, with its target and results."""

    noun: ClassVar[str] = "metric"
    folder: ClassVar[str] = "content/metrics"

    kind: Kind | None = about("What sort of figure it is.", 1, None)
    question: Words = about("The question people are asked, or what is counted.", 1)
    scale: Scale | None = about("The ends of the scale.", 2, None)
    unit: Line = about("The unit of the figures: min, h, %, PLN …", 1, "")
    better: Literal["higher", "lower"] | None = about("Which way is better.", 1, None)
    heart: Heart | None = about("Its place in HEART.", 3, None)
    aim: Words = about("What HEART aim it serves.", 3)
    signal: Words = about("What people do that shows it.", 3)
    horizon: Literal["short", "long"] | None = about("Whether it tells of this quarter or of years.", 3, None)
    leads_to: Annotated[tuple[MetricId, ...], Listed] = about("Metrics that follow this one.", 3, ())
    baseline: Measured | None = about("Where it stood.", 2, None)
    target: Measured | None = about("Where it should stand.", 1, None)
    ideal: Measured | None = about("Where it would stand at true north.", 3, None)
    results: Annotated[tuple[Result, ...], Listed] = about("What was measured, one entry a time.", 1, ())
    survey: Survey | None = about("Where the answers are pulled from.", 3, None)
    internal: YesNo = about("The company's own target, of no use to customers.", 3, False)
    pressures: Annotated[tuple[Annotated[Line, ref("promise", soft=True)], ...], Listed] = about(
        "Promises or needs that it works against.", 3, ()
    )
    mitigation: Words = about("What is done so that it does no harm.", 3)

    @model_validator(mode="before")
    @classmethod
    def _in_one_unit(cls, typed: Any) -> Any:
        return in_unit(typed) if isinstance(typed, Mapping) else typed


MEASURED = ("baseline", "target", "ideal")
FIGURES = frozenset({*MEASURED, "value"})
SAID_IN = frozenset({"unit", "kind"})
"""The fields by which figures are read."""


def in_unit(typed: Mapping[str, Any]) -> dict[str, Any]:
    """The typed metric with every figure in its unit: `1 h` of a metric in minutes is 60, 71 of one in % is 71 %."""
    unit = unit if isinstance(unit := typed.get("unit"), str) else ""
    unit = "points" if typed.get("kind") == "nps" and unit in {"", "%"} else unit  # people write them as 49 % and as 49
    changed = {name: _figure(typed[name], unit) for name in MEASURED if name in typed}
    results = typed.get("results")
    if isinstance(results, list):
        changed["results"] = [
            {**row, "value": _figure(row["value"], unit)} if isinstance(row, Mapping) and "value" in row else row
            for row in results
        ]
    return {**typed, **changed}


def _figure(value: Any, unit: str) -> Any:
    parts = split_number(value) if isinstance(value, str) and not has_two_readings(value) else None
    if parts is None:
        return value
    number, typed_unit = parts
    if typed_unit in {"", unit} or (unit, typed_unit) == ("points", "%"):
        return f"{number} %" if unit == "%" else str(number)
    hours = Quantity(number, typed_unit).hours
    own = Quantity(1, unit).hours
    return f"{hours / own:.9f}" if hours is not None and own else value
