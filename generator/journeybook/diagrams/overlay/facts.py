"""What is different in a touchpoint, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from journeybook.diagrams.journey_map.source import Sayable, Source
from journeybook.diagrams.overlay.compared import Change, Difference
from journeybook.diagrams.speech import duration_words, signed
from journeybook.model.choices import choice
from journeybook.words import Phrase, joined, percent, phrase

NONE = "–"
Said = Callable[[Source, Any], Sayable | str]

NAMES: Mapping[str, Phrase] = MappingProxyType(
    {
        "channel": phrase("Channel"),
        "contact": phrase("Contact"),
        "owner": phrase("Owner"),
        "makes": phrase("Promises made"),
        "keeps": phrase("Promises to keep"),
        "breaks": phrase("Promises broken"),
        "wait": phrase("Wait"),
        "duration": phrase("Takes"),
        "failure_rate": phrase("Fails in"),
        "phase": phrase("Phase"),
    }
)
MOMENT, NO_MOMENT = phrase("now a moment of truth"), phrase("no longer a moment of truth")
_TOLD_APART = {"title", "emotion"}


def feeling(source: Source, change: Change) -> str:
    """Emotions before and after, where they differ."""
    was, now = (step.touchpoint.emotion if step else None for step in (change.before, change.after))
    if change.before is None or change.after is None or was == now:
        return ""
    return " → ".join(NONE if each is None else signed(each, source.language) for each in (was, now))


def facts(before: Source, after: Source, differences: Sequence[Difference]) -> Iterator[Phrase]:
    """Every difference but those that a card shows in a way of its own."""
    for each in differences:
        if each.field == "moment_of_truth":
            yield MOMENT if each.after else NO_MOMENT
        elif each.field not in _TOLD_APART:
            said = _SAID.get(each.field, _named)
            was, now = said(before, each.before) or NONE, said(after, each.after) or NONE
            yield joined("", NAMES[each.field], ": ", was, " → ", now) if each.field in NAMES else Phrase(each.field)


def _choice(source: Source, word: str | None) -> str:
    return source.say(choice(word)) if word else ""


def _time(source: Source, duration: Any) -> str:
    return duration_words(duration, source.language) if duration else ""


def _share(source: Source, rate: float | None) -> str:
    return "" if rate is None else percent(rate, source.language)


def _promises(source: Source, names: Sequence[Any]) -> Sayable | str:
    return joined(", ", *(_named(source, str(getattr(name, "promise", name))) for name in names)) if names else ""


def _text(source: Source, words: Sayable) -> Sayable:
    return words


def _named(source: Source, name: Any) -> Sayable | str:
    entity = source.book.get(str(name)) if name else None
    return entity.label if entity else str(name or "")


_SAID: Mapping[str, Said] = MappingProxyType(
    {
        "channel": _choice,
        "contact": _choice,
        "wait": _time,
        "duration": _time,
        "failure_rate": _share,
        "makes": _promises,
        "keeps": _promises,
        "breaks": _promises,
        "phase": _text,
    }
)
