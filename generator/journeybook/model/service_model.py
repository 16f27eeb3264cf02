"""Service models: the eight-element canvas of how a service works."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import model_validator

from journeybook.model.complaint import complaint
from journeybook.model.record import Entity, Id, about, ref
from journeybook.model.text import Words
from journeybook.model.values import Listed
from journeybook.words import phrase

CANVAS = ("customers", "behaviours", "value", "channels", "actors", "actions", "challenges", "kpi")


class ServiceModel(Entity):
    """How a service works today (as-is), or is to work (to-be)."""

    noun: ClassVar[str] = "service-model"
    folder: ClassVar[str] = "content/service-models"

    state: Literal["as_is", "to_be"] | None = about("As it is, or as it is to be.", 1, None)
    as_is: Annotated[Id, ref("service-model")] | None = about("On a to-be: the model it improves.", 2, None)
    customers: Annotated[tuple[Annotated[Words, ref("persona", soft=True)], ...], Listed] = about(
        "Whom it serves.", 1, ()
    )
    behaviours: Annotated[tuple[Words, ...], Listed] = about("What these people do.", 1, ())
    value: Annotated[tuple[Words, ...], Listed] = about("What it is worth to them.", 1, ())
    uniqueness: Annotated[tuple[Words, ...], Listed] = about("What nobody else gives them.", 2, ())
    channels: Annotated[tuple[Words, ...], Listed] = about("Where we meet.", 1, ())
    actors: Annotated[tuple[Annotated[Words, ref("actor", soft=True)], ...], Listed] = about("Who serves.", 1, ())
    actions: Annotated[tuple[Annotated[Words, ref("action", soft=True)], ...], Listed] = about("What we do.", 1, ())
    challenges: Annotated[tuple[Words, ...], Listed] = about("What stands in the way.", 1, ())
    kpi: Annotated[tuple[Annotated[Words, ref("metric", soft=True)], ...], Listed] = about(
        "How we see whether it works.", 1, ()
    )

    @model_validator(mode="before")
    @classmethod
    def _uniqueness_beside_value(cls, typed: Any) -> Any:
        value = typed.get("value") if isinstance(typed, Mapping) else None
        if isinstance(value, Mapping) and "uniqueness" in value:
            raise complaint(
                phrase("“uniqueness” stands inside “value” here; both are fields of the model itself."),
                phrase("Write value: … with the text or texts, and below it, in the same column, uniqueness: …"),
                at=("value", "uniqueness"),
            )
        return typed
