"""Actors: roles, teams, partners and systems that serve the customer; never a named person."""

from typing import ClassVar, Literal

from journeybook.level import Level
from journeybook.model.record import Entity, Texts, about
from journeybook.model.text import Words

Stage = Literal["frontstage", "backstage", "partner", "technology"]


class Actor(Entity):
    """A role, a team, a partner or a system."""

    noun: ClassVar[str] = "actor"
    folder: ClassVar[str] = "content/actors"

    stage: Stage | None = about("Where it works: seen by the customer, behind, at a partner, or a system.", 1, None)
    level: Level | None = about("Whose page of the site it reads: front line, CX people or management.", 1, None)
    department: Words = about("The department it belongs to.", 2)
    skills: Texts = about("What one must be able to do.", 2, ())
    training: Texts = about("What one has been taught for it.", 2, ())
    may: Texts = about("What it may decide on the spot, without asking.", 1, ())
    playbook: Words = about("How this role acts with customers (Markdown).", 3)
