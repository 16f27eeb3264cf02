"""What a rule is: a function over a book, explained by its own docstring, registered under its own name."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from textwrap import dedent
from typing import TYPE_CHECKING

from msgspec import Struct

from journeybook.problem import Place, Severity
from journeybook.words import Phrase, paragraphs, phrase

if TYPE_CHECKING:
    from journeybook.rules.look import Look

ERROR, WARNING, ADVICE = Severity.ERROR, Severity.WARNING, Severity.ADVICE
RETIRED, DRAFT, VALIDATED, LIVE = "retired", "draft", "validated", "live"
STATUSES = (RETIRED, DRAFT, VALIDATED, LIVE)
"""How far a journey has come; the further, the more it hears."""

HEARD_FROM: Mapping[Severity, str] = {ERROR: DRAFT, WARNING: VALIDATED, ADVICE: LIVE}
FAMILIES: Mapping[str, Phrase] = {
    "references": phrase("References"),
    "voice": phrase("The customer’s voice"),
    "promises": phrase("Promises"),
    "brand": phrase("Brand"),
    "evidence": phrase("Evidence"),
    "ownership": phrase("Ownership"),
    "feelings": phrase("Feelings"),
    "context": phrase("Context"),
    "listening": phrase("Listening"),
    "time": phrase("Time"),
    "strategy": phrase("Strategy"),
    "language": phrase("Language"),
    "structure": phrase("Structure"),
    "people": phrase("People"),
}
EXPECT = re.compile(r"[ \t]*# expect: [a-z0-9, -]+$", re.MULTILINE)
_SECTIONS = re.compile(r"\n\n(?:Bad|Good):\n")


class Finding(Struct, frozen=True):
    """What a rule has found: where, what, what to type instead, and related places; name and severity come later."""

    place: Place
    message: Phrase
    hint: Phrase | None = None
    others: tuple[tuple[Place, Phrase], ...] = ()


Found = Iterator[Finding]
Check = Callable[["Look"], Found]


@dataclass(frozen=True)
class Explained:
    """What a rule's docstring says: a sentence, a reason, and a bad and a good example in YAML."""

    summary: str
    reason: str
    bad: str
    good: str


@dataclass(frozen=True)
class Rule:
    """A rule: its name, how grave a finding is, its family, and the status of a journey from which on it is heard.

    `whole`: it speaks of what is missing from the book, so it keeps silent while anything of the book cannot be read.
    `needs`: it speaks of what is missing from these kinds of things, so it says nothing of what refers to unread ones.
    `by_journey`: it looks at one journey after the other, so that it may be given some of them at a time.
    `reading`: its findings are told while the book is read. `options` are its numbers, which book.yml may change.
    """

    name: str
    severity: Severity
    family: str
    status: str
    check: Check
    whole: bool = False
    by_journey: bool = False
    reading: bool = False
    options: Mapping[str, float] = field(default_factory=dict)
    needs: tuple[str, ...] = ()

    @cached_property
    def explained(self) -> Explained:
        """What the docstring of the rule's function says."""
        return explained(inspect.getdoc(self.check) or "")

    @property
    def summary(self) -> Phrase:
        """The rule in one sentence."""
        return Phrase(self.explained.summary)

    @property
    def reason(self) -> Phrase:
        """Why it matters."""
        return Phrase(self.explained.reason)

    @property
    def bad(self) -> str:
        """An example that breaks the rule."""
        return EXPECT.sub("", self.explained.bad)

    @property
    def can_be_silenced(self) -> bool:
        """Whether a book may do without it: not where the book could not be read as it is meant."""
        return not (self.reading and self.severity is ERROR)

    @property
    def good(self) -> str:
        """The example, mended."""
        return self.explained.good


REGISTERED: dict[str, Rule] = {}


def rule(  # noqa: PLR0913 - each is a mark of a rule, by its name
    *,
    severity: Severity,
    family: str,
    status: str = "",
    whole: bool = False,
    by_journey: bool = False,
    reading: bool = False,
    options: Mapping[str, float] | None = None,
    needs: tuple[str, ...] = (),
) -> Callable[[Check], Check]:
    """Registers a function as a rule named after it; without `status`, the severity says who hears it."""

    def register(check: Check) -> Check:
        name = check.__name__.replace("_", "-")
        if name in REGISTERED or family not in FAMILIES:
            raise ValueError(f"rule {name} of family {family}: a name stands for one rule, a family must be known")
        heard_from = status or HEARD_FROM[severity]
        numbers = dict(options or {})
        REGISTERED[name] = Rule(name, severity, family, heard_from, check, whole, by_journey, reading, numbers, needs)
        return check

    return register


def explained(docstring: str) -> Explained:
    """The parts of a docstring: summary and reason as single lines, the examples as they are typed."""
    told, *examples = _SECTIONS.split(docstring)
    summary, reason, *_ = (*sentences(told), "", "")
    bad, good, *_ = (*(dedent(example).strip("\n") + "\n" for example in examples), "", "")
    return Explained(summary, reason, bad, good)


def sentences(docstring: str) -> list[str]:
    """The summary and the paragraphs of the reason, each on one line; what translators are given."""
    told = _SECTIONS.split(inspect.cleandoc(docstring))[0]
    summary, *reason = paragraphs(told)
    return [summary, " ".join(reason)] if reason else [summary]
