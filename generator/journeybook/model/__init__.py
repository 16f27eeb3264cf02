"""The book: frozen records with the field's own words, and what refers to what."""

from journeybook.model.action import Action
from journeybook.model.actor import Actor
from journeybook.model.book import KINDS, Book, Mention, Withheld
from journeybook.model.comparison import Comparison
from journeybook.model.evidence import Evidence
from journeybook.model.journey import Journey, Path, Phase, Step
from journeybook.model.lanes import LANES, Lane
from journeybook.model.metric import Metric, Result
from journeybook.model.origin import Beside, Origin
from journeybook.model.persona import Persona
from journeybook.model.promise import Promise, Standard
from journeybook.model.record import Entity, Record
from journeybook.model.service_model import ServiceModel
from journeybook.model.settings import Settings
from journeybook.model.survey import Survey
from journeybook.model.text import NOTHING, Text
from journeybook.model.touchpoint import Lanes, Touchpoint
from journeybook.model.values import Duration, Period, Quantity

__all__ = [
    "KINDS", "LANES", "NOTHING", "Action", "Actor", "Beside", "Book", "Comparison", "Duration", "Entity", "Evidence",
    "Journey", "Lane", "Lanes", "Mention", "Metric", "Origin", "Path", "Period", "Persona", "Phase", "Promise",
    "Quantity", "Record", "Result", "ServiceModel", "Settings", "Standard", "Step", "Survey", "Text", "Touchpoint",
    "Withheld",
]  # fmt: skip
