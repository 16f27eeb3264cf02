"""From the differences of a record to changes: what each means."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from msgspec import Struct, structs

from journeybook.measures import results
from journeybook.measures.shown import Shown
from journeybook.measures.target import lower_is_better
from journeybook.model import Metric, Path, Promise, Result, Text
from journeybook.review.change import Change, Kind, Subject, Value
from journeybook.review.difference import Difference
from journeybook.review.side import Side
from journeybook.review.value import Several, about_result, share_of, value_of
from journeybook.rules.languages import Language
from journeybook.words import phrase

FEELINGS = {"emotion", "emotion_before", "emotion_by"}
PROMISES = {"keeps", "makes", "breaks"}
CHANNELS = {"channel", "channels", "contact"}
OWNERS = {"owner", "sponsor", "made_by", "responder", "asked_of", "escalates_to"}
BINDING = {"text", "standard", "condition", "remedy", "to", "made_in", "explicit"}
"""Fields of a promise that say what customers may hold us to: to say it in other words is to promise another thing."""

GATHERED = {"evidence", "findings", "sample", "method", "date"}
LESS_IS_BETTER = {"wait", "failure_rate", "severity"}


class Telling(Struct, frozen=True):
    """Both versions, and the thing that is told of: where it stands in either, and the journey it belongs to."""

    before: Side
    after: Side
    subject: Subject
    entity_before: str
    was_at: Path = ()
    at: Path = ()

    def told(self, found: Difference) -> Iterator[Change]:
        """The changes that a difference means: a text may be reworded in one language and added in another."""
        if isinstance(found.before, Text) and isinstance(found.after, Text) and found.before and found.after:
            yield from self._text(found)
        else:
            change = self._change(found, kind_of(found))
            yield self._of_result(found, change) if change.kind is Kind.RESULT else change

    def _text(self, found: Difference) -> Iterator[Change]:
        old, new = _by_language(found.before, self.before), _by_language(found.after, self.after)
        common = [code for code in new if code in old]
        if not common or any(old[code] != new[code] for code in common):
            kind, binding = kind_of(found), found.field.name in BINDING
            yield self._change(found, kind if kind is Kind.PROMISE and binding else Kind.REWORDED)
        elif set(old) != set(new):
            came, gone = sorted(set(new) - set(old)), sorted(set(old) - set(new))
            change = self._change(found, Kind.TRANSLATED)
            yield replace(change, before=_languages(gone), after=_languages(came))

    def _of_result(self, found: Difference, change: Change) -> Change:
        """A change within a result, with which one it is; of successes and of all cases, with the share they make."""
        now = found.within[-1]
        if not isinstance(now, Result):
            return change
        metric = self.after.book.metrics[self.subject.entity]
        was = self.before.book.metrics[self.entity_before].results[int(found.was_at[1])]
        about = () if found.field.name in {"period", "date"} else about_result(now, self.after)
        before, after = change.before, change.after
        if found.field.name in {"successes", "n"}:
            before, after = _with_share(before, was), _with_share(after, now)
        if found.field.name == "value":
            before, after = _with_unit(before, metric), _with_unit(after, metric)
        told, is_worse = Several(about) if about else None, _result_is_worse(found.field.name, metric, was, now)
        return replace(change, before=before, after=after, of=told, worse=is_worse)

    def _change(self, found: Difference, kind: Kind) -> Change:
        gone = found.after is None or found.after in ((), "") or (isinstance(found.after, Text) and not found.after)
        side, entity = (self.before, self.entity_before) if gone else (self.after, self.subject.entity)
        path = (*self.was_at, *found.was_at) if gone else (*self.at, *found.at)
        return Change(
            kind,
            self.subject,
            found.typed,
            value_of(found.field, found.before, self.before, self.entity_before),
            value_of(found.field, found.after, self.after, self.subject.entity),
            worse=worse(found),
            place=side.place(entity, *path),
            at=found.at,
        )


def _with_share(value: Value | None, result: Result) -> Value | None:
    share = share_of(result)
    return (
        structs.replace(value, words=phrase("{count} ({share})", count=value, share=share))
        if value and share
        else value
    )


def _with_unit(value: Value | None, metric: Metric) -> Value | None:
    unit = results.unit(metric)
    return structs.replace(value, words=Shown(float(value.raw), unit)) if value and unit else value


def _result_is_worse(field: str, metric: Metric, was: Result, now: Result) -> bool | None:
    """Whether a result is the worse for customers; what the company wants for itself does not tell that.

    Successes are cases that met a standard; of a rate they are what it counts, which may better be little.
    """
    figures = {"value": (was.value, now.value), "successes": (share_of(was), share_of(now))}
    before, after = (each.value if isinstance(each, Shown) else each for each in figures.get(field, (None, None)))
    if before is None or after is None or before == after or metric.internal:
        return None
    less = lower_is_better(metric) and (field == "value" or metric.kind == "rate")
    return after > before if less else after < before


def kind_of(found: Difference) -> Kind:
    """What sort of change a difference is, by the field it stands in."""
    name, whole = found.field.name, found.within[0]
    if found.way[0] in FEELINGS or found.way[0] == "attitude":
        return Kind.EMOTION
    if found.way[0] in PROMISES or (isinstance(whole, Promise) and found.way[0] in BINDING):
        return Kind.EVIDENCE if name == "evidence" else Kind.PROMISE
    if name in CHANNELS:
        return Kind.CHANNEL
    if name in OWNERS:
        return Kind.OWNER
    if isinstance(whole, Metric) and found.way[0] == "results":
        return Kind.RESULT
    return Kind.EVIDENCE if name == "evidence" or (name in GATHERED and whole_is_evidence(found)) else Kind.CHANGED


def whole_is_evidence(found: Difference) -> bool:
    """Whether the difference stands in the file of an evidence."""
    return getattr(found.within[0], "noun", "") == "evidence"


def worse(found: Difference) -> bool | None:
    """Whether the difference is the worse for customers; None where that cannot be told."""
    before, after = found.before, found.after
    if found.field.name == "breaks" or found.way[-1] == "breaks":
        return before is None if (before is None) != (after is None) else None
    if not isinstance(before, (int, float)) or not isinstance(after, (int, float)) or before == after:
        return _slower(found)
    if found.way[0] in FEELINGS or (found.way[0] == "attitude" and found.field.name == "after"):
        return after < before
    return after > before if found.field.name in LESS_IS_BETTER else None


def _slower(found: Difference) -> bool | None:
    was, now = (getattr(value, "hours", None) for value in (found.before, found.after))
    if found.field.name not in LESS_IS_BETTER or was is None or now is None:
        return None
    return bool(now > was)


def _by_language(text: Text, side: Side) -> dict[str, str]:
    return {code or side.language: " ".join(words.split()) for code, words in text.words.items() if words.strip()}


def _languages(codes: list[str]) -> Value | None:
    return Value(codes, Several(tuple(map(Language, codes)))) if codes else None
