"""One line of a diagram: what mermaid makes of `Name: score: actor, actor`, and what a person meant by it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from journeybook.convert.mermaid.signs import decoded, hidden, shown
from journeybook.convert.people import is_customer, is_system
from journeybook.convert.report import Names
from journeybook.convert.scores import feeling, number, score
from journeybook.words import Phrase, phrase

_TIME = re.compile(r"(?<![\d:])([01]?\d|2[0-3]):([0-5]\d)(?!\d)(?!\s*%)")
_COMMAS = re.compile(r"[,،、，]")
_WIDE = str.maketrans({"：": ":", "；": ";", "﹕": ":"})
MOST_SHOWN = 120  # characters of an author's text in a message
MOST_BARE = 10  # a higher number behind a colon is rather the minutes of a time than a score


class Read(Struct, frozen=True):
    """A line read: the task, its score as typed (None where none stands there), who takes part, and what is left."""

    task: str
    score: str | None
    people: tuple[str, ...]
    rest: str = ""

    def says(self) -> Phrase:
        """The reading in words."""
        told = phrase("task “{task}”, score {score}", task=brief(self.task), score=brief(self.score or "–"))
        if not self.people:
            return phrase("{told}, nobody named", told=told)
        return phrase("{told}, actors {people}", told=told, people=Names(self.people))


def as_mermaid_reads(line: str) -> Read | None:
    """What mermaid 11 makes of a line; None where it refuses the line, and the whole diagram with it."""
    found = re.fullmatch(r"([^#:;]+):([^#;]+)(#.*)?", with_codes_hidden(line))
    if found is None or re.match(r"(title|section|journey)\b", line, re.IGNORECASE):
        return None
    score_, *people = found[2].split(":")[:2]
    names = tuple(_as_mermaid_shows(name) for name in people[0].split(",")) if people else ()
    value = _as_program(_as_mermaid_shows(score_))
    return Read(_as_mermaid_shows(found[1]), "NaN" if value is None else f"{value:g}", names)


def with_codes_hidden(text: str) -> str:
    """The text with the signs of mermaid's own codes (`#35;`) hidden, as mermaid hides them before it reads."""
    return re.sub(r"#(\w+);", hidden(r"#\1;"), text)


def _with_times(text: str) -> str:
    """The text with the colons of times (`10:30`) hidden."""
    return _TIME.sub(hidden(r"\1:\2"), text)


def _as_mermaid_shows(text: str) -> str:
    return as_one_line(decoded(shown(text)))


def same(theirs: Read, ours: Read) -> bool:
    """Whether two readings of a line say the same."""
    value = score(ours.score) if ours.score else None
    known = "NaN" if value is None and ours.score else "" if value is None else f"{value:g}"
    return (theirs.task, theirs.people, theirs.score) == (ours.task, ours.people, known)


def _as_program(typed: str) -> float | None:
    """A score as mermaid's `Number()` takes it, nothing for 0; None for what is none to it."""
    if not typed:
        return 0.0
    return score(typed) if typed.isascii() and not re.search(r"[^-+.\dxXeEa-fA-FInity]", typed) else None


def brief(text: str) -> str:
    """The text, or its beginning where it is too long for a message."""
    return text if len(text) <= MOST_SHOWN else f"{text[: MOST_SHOWN - 1]}…"


def as_meant(line: str, known: Iterable[str] = ()) -> Read:
    """What a person meant by a line; `known` are the actors of the other lines, in small letters."""
    coded = decoded(line)
    pieces = _pieces(_with_times(coded), strict=True)
    if pieces is None:
        pieces = _pieces(coded, strict=False) or _pieces(coded.translate(_WIDE), strict=False)
    if pieces is None:
        pieces = _without_score(_with_times(coded).translate(_WIDE), frozenset(known))
    task, score_, people, rest = pieces
    return Read(as_one_line(task), as_one_line(score_) or None, _names(people), as_one_line(rest))


def is_whole(line: str) -> bool:
    """Whether a line says a task with a number and somebody, so that no keyword at its start can be meant as one."""
    read = as_mermaid_pieces(line)
    return read is not None and bool(read[0].strip()) and number(read[1]) is not None and bool(read[2].strip())


def as_mermaid_pieces(line: str) -> tuple[str, str, str, str] | None:
    """The pieces of a line that has a plain number between its colons, as meant; None where it has none."""
    return _pieces(_with_times(decoded(line)), strict=True)


def _pieces(line: str, strict: bool) -> tuple[str, str, str, str] | None:
    """Task, score, people and rest, parted where a number or a word for a feeling stands between colons.

    The last one counts that has at most the people behind it; else the first, and all behind the people is left.
    """
    parts = line.split(":")
    scores = [place for place, part in enumerate(parts) if place and _is_score(part, strict)]
    if not scores:
        return None
    last = [place for place in scores if place >= len(parts) - 2]
    at = last[-1] if last else scores[0]
    people = parts[at + 1] if at + 1 < len(parts) else ""
    return ":".join(parts[:at]), parts[at], people, ":".join(parts[at + 2 :])


def _is_score(part: str, strict: bool) -> bool:
    if strict:
        return number(part) is not None
    value = score(part)
    return feeling(part) is not None or (value is not None and (number(part) is None or abs(value) <= MOST_BARE))


def _without_score(line: str, known: frozenset[str]) -> tuple[str, str, str, str]:
    """The pieces of a line in which nothing can be a score: a known actor is one, else the last but one is taken."""
    parts = line.split(":")
    if len(parts) == 1:
        return line, "", "", ""
    names = [name.strip().casefold() for name in _COMMAS.split(parts[-1])]
    if len(parts) == 2:
        meant = set(names) <= known or all(is_customer(name) or is_system(name) for name in names)
        return (parts[0], "", parts[1], "") if meant else (parts[0], parts[1], "", "")
    return ":".join(parts[:-2]), parts[-2], parts[-1], ""


def _names(people: str) -> tuple[str, ...]:
    """Who takes part, each once, nobody without a name."""
    parts = people.split(",") if "," in people else _COMMAS.split(people)
    names = {name.casefold(): name for name in reversed([as_one_line(part) for part in parts]) if name}
    return tuple(reversed(names.values()))


def as_one_line(text: str) -> str:
    """The text as it is shown, on one line, without blanks around it."""
    return " ".join(shown(text).split()).strip("\ufeff\u200b\u2060 ")


def with_actors_first(reads: Sequence[Read]) -> bool:
    """Whether all tasks begin with who does them, `System: Checks the data: 4: quick`: few names before many tasks."""
    first = [read.task.partition(":")[0].strip() for read in reads if ":" in read.task]
    return len(first) >= 3 and 5 * len(first) >= 4 * len(reads) and 2 * len(set(first)) <= len(first)


def actor_first(read: Read) -> Read:
    """The line with the name before its first colon as the actor; what stood in the actors' place is left over."""
    name, colon, task = read.task.partition(":")
    return Read(task.strip(), read.score, (name.strip(),), ", ".join(read.people)) if colon else read
