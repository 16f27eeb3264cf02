"""book.yml: whose book this is, what it stands for, how the tool is set."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from journeybook.model.codes import Code
from journeybook.model.record import ActorId, Address, Entity, Line, Metrics, OwnId, Record, Texts, about, text_or
from journeybook.model.text import Words
from journeybook.model.values import Count, Emotion, Length, Listed, Share, YesNo

STAY = (1.0, 0.56, 0.12, 0.12)  # PwC Poland 2020: 44 % give one chance, 88 % have left after one or two


class Voice(Record):
    """How the brand speaks."""

    is_: Texts = Field(default=(), alias="is", description="Words for how we speak.", json_schema_extra={"tier": 1})
    never: Texts = about("Words for how we never speak.", 1, ())


class BrandValue(Record):
    """A value of the brand, and what people see when it is lived."""

    id: OwnId = about("Its id.", 1, "")
    title: Words = about("What it is called.", 1)
    behaviours: Texts = about("What customers see us do when we live it.", 1, ())
    measured_by: Metrics = about("Metrics that show it.", 2, ())
    owner: ActorId | None = about("The role that answers for it.", 2, None)


class Brand(Record):
    """The brand as it is meant to be seen."""

    name: Words = about("The name customers know.", 1)
    voice: Voice | None = about("How it speaks.", 1, None)
    values: Annotated[tuple[Annotated[BrandValue, text_or("title")], ...], Listed] = about("What it stands for.", 1, ())


class TrueNorth(Record):
    """An ideal: measurable, perhaps unreachable, not argued with."""

    statement: Words = about("The ideal in one sentence.", 1)
    metrics: Metrics = about("The metrics that tell how far it is.", 1, ())


class Objective(Record):
    """What the company wants to reach."""

    id: OwnId = about("Its id.", 1, "")
    statement: Words = about("What is to be reached.", 1)
    metrics: Metrics = about("How we see it.", 1, ())
    critical: YesNo = about("Whether the company hangs on it.", 2, False)
    owner: ActorId | None = about("The role that answers for it.", 1, None)


class Thresholds(Record):
    """Where the tool draws its lines."""

    bad: Emotion = about("An emotion at or below this is bad.", 3, -1.0)
    fails: Share = about("A touchpoint that fails in at least this share of cases is a fail point; 5 %.", 3, 0.05)
    stale: Length | None = about("Evidence older than this is stale, unless it says otherwise; 24 months.", 3, None)
    few_answers: Count = about("Fewer answers than this are called few.", 3, 30)


class Settings(Entity):
    """The book as a whole."""

    noun: ClassVar[str] = "book"

    format: Literal["1"] = about("The version of this format: 1.", 1, "1")
    languages: Annotated[tuple[Code, ...], Listed] = about(
        "Codes of the languages; the first is the default.", 1, ("en",)
    )
    brand: Brand | None = about("The brand: name, voice, values.", 1, None)
    true_north: Annotated[TrueNorth, text_or("statement")] | None = about(
        "The ideal the company walks towards.", 1, None
    )
    objectives: Annotated[tuple[Objective, ...], Listed] = about("What the company wants to reach.", 1, ())
    tag_names: dict[Line, Words] = about("What tags are called: in each language of the book, or in one.", 2, {})
    organisation_words: Texts = about("Names of departments and other words customers must not meet.", 2, ())
    tolerance: Annotated[tuple[Share, ...], Listed] = about(
        "Share who stay after 0, 1, 2, 3+ bad experiences.", 3, STAY
    )
    thresholds: Thresholds = about("Where the tool draws its lines.", 3, Thresholds.model_construct())
    rules: dict[str, Any] = about("Settings of the rules.", 3, {})
    feedback_to: Address = about("Where “wrong here?” goes: mailto:… or the address of a form.", 2, "")
    engine: Literal["graphviz-pure", "dot"] = about(
        "What draws: graphviz-pure (comes along) or dot (installed by you).", 3, "graphviz-pure"
    )
