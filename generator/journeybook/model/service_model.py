"""Service models: the eight-element canvas of how a service works."""

from typing import Annotated, ClassVar, Literal

from journeybook.model.record import Entity, Id, about, ref
from journeybook.model.text import Words
from journeybook.model.values import Listed

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
