"""Evidence: what statements of the book rest on."""

from typing import Annotated, ClassVar, Literal

from journeybook.model.days import Day
from journeybook.model.record import Entity, Id, Line, OwnId, Record, about, ref, required, text_or
from journeybook.model.text import Words
from journeybook.model.values import Count, Length, Listed, YesNo

QUALITATIVE = (
    "interview", "diary", "ethnography", "observation", "focus_group", "usability_test", "workshop", "verbatim",
    "mystery_shopping", "employee_voice",
)  # fmt: skip
QUANTITATIVE = ("survey", "analytics", "operational", "complaint_log", "experiment", "review_mining")
Method = Literal[
    "interview", "diary", "ethnography", "observation", "focus_group", "usability_test", "workshop", "verbatim",
    "mystery_shopping", "employee_voice", "survey", "analytics", "operational", "complaint_log", "experiment",
    "review_mining", "desk_research", "assumption",
]  # fmt: skip


class Finding(Record):
    """One thing found, or one conclusion drawn."""

    id: OwnId = about("Its id, so that others can rest on it.", 2, "")
    text: Words = required("What was found.")
    kind: Literal["fact", "interpretation"] | None = about(
        "Seen or counted (fact), or concluded (interpretation).", 1, None
    )
    rests_on: Annotated[tuple[Annotated[Id, ref("finding")], ...], Listed] = about(
        "The facts an interpretation rests on.", 2, ()
    )


class Evidence(Entity):
    """A study, a log, a survey – or an honest assumption."""

    noun: ClassVar[str] = "evidence"
    folder: ClassVar[str] = "content/evidence"

    method: Method | None = about("How it was found out.", 1, None)
    voices: Annotated[tuple[Literal["customer", "employee", "partner"], ...], Listed] = about(
        "Whose voice it is.", 1, ()
    )
    date: Day | None = about("When it was gathered.", 1, None)
    valid_for: Length | None = about("How long it may be relied on.", 2, None)
    sample: Count | None = about("How many people or cases (n).", 1, None)
    source: Words = about("Who holds the original, or where it was published.", 1)
    file: Line = about("The name of the original file, kept elsewhere.", 3, "")
    consent: YesNo | None = about("Whether the people quoted agreed.", 2, None)
    findings: Annotated[tuple[Annotated[Finding, text_or("text")], ...], Listed] = about("What was found.", 1, ())

    @property
    def qualitative(self) -> bool:
        """Whether the method listens rather than counts."""
        return self.method in QUALITATIVE

    @property
    def quantitative(self) -> bool:
        """Whether the method counts."""
        return self.method in QUANTITATIVE
