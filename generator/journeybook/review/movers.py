"""Which changes move which measures of a journey: so that a figure is told under what moved it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from journeybook.review.change import Change, Kind

FELT = frozenset({"emotion", "importance", "emotion_before", "moment_of_truth"})
CITED = frozenset({"evidence", "pains", "quotes", "breaks", "pains.evidence", "quotes.evidence", "breaks.evidence"})
FIELDS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "mean": FELT,
        "weakest_link": FELT,
        "peak_end": FELT,
        "largest_drop": FELT,
        "spoiler": FELT,
        "cause_cost": FELT | {"causes"},
        "spill_over": frozenset({"attitude", "attitude.before", "attitude.after"}),
        "stay_share": frozenset({"failure_rate", "tolerance", "persona"}),
        "exposure": frozenset({"failure_rate", "tolerance", "persona", "size", "yearly_value", "currency"}),
        "first_pass_yield": frozenset({"failure_rate"}),
        "value_added": frozenset({"duration", "wait", "value_adding"}),
        "listening": frozenset({"feedback"}),
        "evidenced": CITED | {"method"},
        "promised": frozenset({"keeps", "makes"}),
        "owned": frozenset({"owner"}),
        "coherent_values": frozenset({"makes", "keeps", "shows", "values", "answers", "persona"}),
        "acted": FELT | {"addresses", "closed"},
        "areas": frozenset({"area"}),
        "context": frozenset({"context", "persona"}),
        "heart": frozenset({"metrics", "heart", "results"}),
    }
)
"""By measure: the fields (of touchpoints, phases, the journey or what it cites) that go into it."""

STRUCTURE = {Kind.ADDED, Kind.REMOVED, Kind.SPLIT, Kind.MERGED}
IN_ORDER = {"peak_end", "largest_drop"}
WHOLE = {"evidence": "evidenced", "action": "acted"}
"""What moves when a whole thing comes or goes."""

PARTS = {"touchpoint", "phase"}


def moves(cause: Change, measure: str, journey: set[str]) -> bool:
    """Whether a change can have moved a measure of a journey (by its former and its present id)."""
    own = cause.subject.entity in journey
    if cause.kind is Kind.MOVED:
        left = cause.field == "journey" and cause.before is not None and cause.before.raw in journey
        return left or (own and (measure in IN_ORDER or bool(cause.field)))
    if own and cause.subject.noun in PARTS and cause.kind in STRUCTURE:
        return True
    wanted = FIELDS.get(measure)
    if wanted is None:  # a rung is reached by many ways
        return own and cause.kind not in {Kind.REWORDED, Kind.TRANSLATED}
    if own:
        return cause.field in wanted or cause.field.partition(".")[0] in wanted
    whole = cause.kind in STRUCTURE and WHOLE.get(cause.subject.noun) == measure
    return whole or (cause.field in wanted and not _elsewhere(cause))


def _elsewhere(cause: Change) -> bool:
    """Whether a change belongs to another journey."""
    return cause.subject.noun in {*PARTS, "journey"}
