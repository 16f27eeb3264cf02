"""Journeys whose phases and touchpoints stand where they do not belong, or whose feelings are no numbers."""

from __future__ import annotations

import re

from journeybook.model.short import PHASE_FIELDS, TOUCHPOINT_FIELDS, is_feeling
from journeybook.model.text import is_one_line
from journeybook.model.values import SCALE, split_number
from journeybook.source import Mapping, Sequence, Value
from journeybook.source.lines import shown
from journeybook.words import Phrase, phrase, slug

Location = tuple[str | int, ...]
Said = tuple[Phrase, Phrase]
ITEM = 2  # parts of the path to a phase
LONGEST_FEELING = 2  # words; what is longer is rather more of the title

_LIKE_FIELD = re.compile(r"[a-z_]+")

HOW_PHASES = phrase(
    "Write “phases:”, on the line below it, further right, a title such as “Beginning:”, and below that, further right "
    "again, “- I open the bill: 1”."
)
IN_A_PHASE = phrase("“{line}” is a touchpoint, and touchpoints stand in a phase.")
ONLY_A_TITLE = phrase("“{title}” is only the title of a phase so far.")
TOGETHER = {IN_A_PHASE.singular, ONLY_A_TITLE.singular}
"""What is said once for all lines that are wrong in the same way."""


def unknown_name(location: Location, key: str, holder: Value) -> Said | None:
    """What is wrong where a name is no field: a touchpoint without a phase, or touchpoints of the journey itself."""
    if location == ("touchpoints",):
        return phrase("“touchpoints” stand in a phase, not in the journey itself."), HOW_PHASES
    value = holder.get(key) if isinstance(holder, Mapping) else None
    if len(location) == ITEM + 1 and location[0] == "phases" and isinstance(value, str) and key not in PHASE_FIELDS:
        return _in_a_phase(key, value) if is_feeling(key, value) else None
    return None


def wrong_phase(location: Location, typed: object, holder: Value) -> Said | None:
    """What is wrong where a phase, or its touchpoints, should be and something else stands."""
    if location[:1] != ("phases",) or len(location) > ITEM + 1:
        return None
    if len(location) <= ITEM:
        return _only_a_title(typed, colon=False) if isinstance(typed, str) else None
    title = holder.get("title") if isinstance(holder, Mapping) else None
    if location[-1] != "touchpoints" or not isinstance(title, str) or not isinstance(typed, str):
        return None
    if not (typed[:1].isalnum() or is_feeling(title, typed)):
        return None  # another sign than a hyphen before each item, most likely
    if title in PHASE_FIELDS:
        return (
            phrase("A phase begins with a hyphen and a space."),
            phrase("Write “- {name}: {value}”, and begin the other lines of the phase below “{name}”, not below the "
                   "hyphen.", name=title, value=shown(typed)),
        )  # fmt: skip
    return _in_a_phase(title, typed) if is_feeling(title, typed) else _only_a_title(title, colon=True)


def _in_a_phase(title: str, value: str) -> Said:
    message = phrase(IN_A_PHASE.singular, line=f"{title[:60]}: {value}")
    return message, phrase(
        "Write a phase above, for example “- Beginning:”, and begin the touchpoints further right than its title."
    )


def _only_a_title(title: str, colon: bool) -> Said:
    return phrase(ONLY_A_TITLE.singular, title=title[:60]), (
        phrase("Write on the lines below it, further right, what happens: “- I open the bill: 1”.")
        if colon
        else phrase(
            "Put a colon behind it, and write on the lines below, further right, what happens: “- I open the bill: 1”."
        )
    )


def item_without_hyphen(location: Location, holder: Value, close: str | None) -> str | None:
    """The name with which a second touchpoint begins in one: its hyphen is missing. None where that is not so."""
    key = str(location[-1])
    if len(location) <= ITEM or location[-3] != "touchpoints" or not isinstance(holder, Mapping):
        return None
    is_field = _LIKE_FIELD.fullmatch(key) or (close and not (" " in key and key[0].isupper()))
    if is_field or not is_feeling(key, holder[key]):
        return None
    lines = {holder.at(name, key=True)[0]: name for name in holder if name == "title" or is_feeling(name, holder[name])}
    begins = [name for _, name in sorted(lines.items())]
    return begins[max(1, begins.index(key))] if len(begins) > 1 and key in begins else None


def is_short(location: Location, key: str, holder: Mapping, close: str | None) -> bool:
    """Whether this is meant as a touchpoint in short form, alone or with further fields, and is no mistyped field."""
    in_list = len(location) > ITEM and location[-3] == "touchpoints"
    alone = set(holder) <= {key, "id"} and not isinstance(holder[key], Sequence)
    return in_list and (alone or has_more(key, holder)) and (close not in TOUCHPOINT_FIELDS)


def has_more(key: str, holder: Mapping) -> bool:
    """Whether a touchpoint in short form has got a second field."""
    return "title" not in holder and is_feeling(key, holder[key])


def short_form(key: str, holder: Mapping) -> Said:
    """What is wrong with a touchpoint in short form."""
    typed = holder[key]
    if typed is None:
        return phrase("Nothing stands behind the colon of “{title}:”.", title=key[:60]), phrase(
            "Write a feeling there, a number from -2 to 2, or take the colon away: `- {title}`", title=shown(key)
        )
    if isinstance(typed, Mapping):
        return text_with_fields(key, "title")
    value = str(typed)
    told = {"title": shown(key), "value": value[:40]}
    if has_more(key, holder):
        return (
            phrase("“{title}: {value}” can stand only alone; here further fields stand below it.", **told),
            phrase("Write two lines in its place: “- title: {title}”, and below it “emotion: {value}”.", **told),
        )
    number = split_number(value)
    if number and not number[1]:
        return phrase("A feeling lies between -2 and 2, and “{value}” does not.", **told), SCALE
    if len(value.split()) <= LONGEST_FEELING:
        return phrase("A feeling is a number, and “{value}” is none.", **told), SCALE
    return (
        phrase("“{title}: {value}” is neither a touchpoint with its feeling nor a field.", **told),
        phrase("If all of it is the title, put it in quotes; behind a title and a colon stands a number from -2 to 2."),
    )


def text_with_fields(text: str, field: str) -> Said:
    """What is wrong where a text stands in place of a field, and the fields that belong to it below."""
    return (
        phrase("“{text}” stands where the name of a field is expected.", text=text[:60]),
        phrase("Write `- {field}: {text}`, and begin the lines below it right under “{field}”.",
               text=shown(text), field=field),
    )  # fmt: skip


def no_field(key: str, value: Value, fields: list[str]) -> Said | None:
    """What is wrong where the words of a text, or whoever does something, stand in place of a field."""
    if "text" in fields and isinstance(value, Sequence):
        return (
            phrase("A colon at the end of a text: the text is taken for a name."),
            phrase("Take the colon away, and begin the items below it in the column of its own hyphen: `- {text}`",
                   text=shown(key)),
        )  # fmt: skip
    if "text" in fields and isinstance(value, Mapping):
        return text_with_fields(key, "text")
    if {"date", "period", "value"} <= set(fields) and key[:1].isdigit():
        when, figure = "date" if key.count("-") > 1 else "period", value if isinstance(value, str) else "…"
        return (
            phrase("“{text}” stands where the name of a field is expected.", text=key[:60]),
            phrase("Write: `{line}`", line=f"- {{{when}: {key[:20]}, value: {figure[:20]}}}"),
        )
    if {"actor", "does"} <= set(fields):
        told = {"actor": slug(key)[:60] or "…", "does": shown(value) if isinstance(value, str) else "…"}
        return (
            phrase("“{text}” stands where the name of a field is expected.", text=key[:60]),
            phrase("Write two lines: `- actor: {actor}` and below it, right under “actor”, `does: {does}`.", **told),
        )
    return None


def is_text_with_colon(key: str, holder: Mapping, fields: list[str]) -> bool:
    """Whether a text was cut in two at its colon, where one text may stand for the whole record."""
    return is_one_line(holder) and key in holder and "text" in fields
