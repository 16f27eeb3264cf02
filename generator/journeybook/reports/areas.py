"""Which areas of experience and which stages of a customer's life the book tells of, and which it does not."""

from __future__ import annotations

from collections.abc import Sequence

from journeybook.measures.coverage import AREAS, STAGES
from journeybook.measures.feelings import AREAS_STAGES, ByTwo
from journeybook.measures.feelings import Feeling as Felt
from journeybook.measures.shown import Shown
from journeybook.model.choices import choice
from journeybook.reports.report import Ask, Cell, Feeling, Report, Section, Several, Table, Words
from journeybook.reports.source import NO_DAY, NOBODY, Source
from journeybook.words import Phrase, phrase, phrases


def report(source: Source) -> Report:
    """Areas and stages."""
    where = source.felt[" ".join(AREAS_STAGES)]
    areas, stages = _missing(AREAS, {area for area, _ in where}), _missing(STAGES, {stage for _, stage in where})
    return Report(
        "areas",
        phrase("Areas and stages covered"),
        phrase("Where in a customer’s life with us the book has looked, and where nobody has looked yet."),
        tuple(_ask(Words(choice(each)), what) for each, what in [
            *((stage, phrase("Walk through this stage with a customer, or say why not.")) for stage in stages),
            *((area, phrase("Name the touchpoints of this area, or say why there are none.")) for area in areas),
        ]),
        PLACED if _is_placed(where) else UNPLACED,
        (_matrix(where), _figures(source), _unplaced(where)),
        source.book.as_of,
    )  # fmt: skip


PLACED = phrase("Every stage and every area has been looked at somewhere; the table shows where nobody has looked yet.")
UNPLACED = phrase("Say the stage of each phase and the area of each touchpoint; then you see where nobody has looked.")


def _missing(names: Sequence[str], told: set[str]) -> list[str]:
    """What of the names is not told of; where none at all is, nobody has begun to tell, and nothing is missed."""
    return [name for name in names if name not in told] if told - {""} else []


def _is_placed(where: ByTwo) -> bool:
    return any(area for area, _ in where) and any(stage for _, stage in where)


def _ask(about: Cell, what: Phrase) -> Ask:
    return Ask(about, Words(what), NOBODY, NO_DAY)


def _matrix(where: ByTwo) -> Section:
    title = phrase("Touchpoints by stage and area")
    rows = tuple(
        (Words(choice(stage)), *(_met(where.get((area, stage)), ("", stage) in where) for area in AREAS))
        for stage in STAGES
        if any(each == stage for _, each in where)
    )
    if not rows:
        words = phrase("No touchpoint says its area in a phase that says its stage yet.")
        return Section("matrix", title, (Words(words, missing=True),))
    columns = (phrase("Stage of life"), *(choice(area) for area in AREAS))
    words = phrase(
        "Each cell of the table tells how many touchpoints there are and the worst feeling among them, "
        "which the mean in the drawing may hide."
    )
    return Section("matrix", title, (Words(words),), (), Table(columns, rows, "plain"), "areas-stages")


def _met(here: Felt | None, unsure: bool) -> Cell:
    """What is met in one area and stage; `unsure`: touchpoints of the stage with no area told may belong here."""
    if here is None:
        return Words(phrase("not told") if unsure else phrase("nobody looked"), missing=True)
    count = Words(Shown(float(here.count)))
    return count if here.lowest is None else Several((count, Feeling(here.lowest)), in_line=True)


def _figures(source: Source) -> Section:
    points = tuple(source.told("book", name) for name in ("areas", "stages"))
    return Section("figures", phrase("In figures"), (), points)


def _unplaced(where: ByTwo) -> Section:
    """Touchpoints that the matrix cannot show."""
    lists = [
        (phrase("no area told"), sum(here.count for (area, _), here in where.items() if not area)),
        (phrase("in a phase without a stage"), sum(here.count for (_, stage), here in where.items() if not stage)),
    ]
    points = tuple(
        Words(
            phrase(
                "{touchpoints}: {why}", why=why, touchpoints=phrases("{count} touchpoint", "{count} touchpoints", count)
            )
        )
        for why, count in lists
        if count
    )
    words = () if points else (Words(phrase("Every touchpoint has its place.")),)
    return Section("unplaced", phrase("What has no place in it"), words, points)
