"""Books of any size to measure with: the same size and seed give the same files, in words of three scripts."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import yaml

SEED = 7
DAY = date(2026, 6, 1)
PHASES = ("notice", "consider", "buy", "receive", "use", "get_help")
TOUCHPOINTS = 18
SENTENCES = (
    "the invoice arrives before anybody has asked me whether that day suits my shop",
    "zgłoszenie leży w skrzynce, której nikt już nie czyta, a żółta łódź czeka dalej",
    "договор лежит на столе и никто не знает, чей сегодня вечер и кому звонить",
    "ο λογαριασμός φτάνει πριν από την ημέρα που είχαμε πει στην τράπεζα",
    "客户 等待 回电 已经 三天 没有人 知道 为什么",
)
"""Latin with and without diacritics, Cyrillic and Greek, and Chinese."""
WORDS = tuple(word for sentence in SENTENCES for word in sentence.split())
CHANNELS = ("web", "app", "email", "phone", "store", "chat", "post", "in_person")
AREAS = ("sales", "product", "brand", "marketing", "service")
AIMS = ("get", "change", "help", "pay", "learn", "leave")
METHODS = ("interview", "survey", "observation", "operational", "diary", "complaint_log")
POOL = 20
"""How many things of a kind a journey and its neighbours choose from: what hangs together with one thing does not grow
with the book, so that what grows is the cost of a book, not what there is to tell of a journey."""
FEW: Mapping[str, int] = {"persona": 8, "actor": 25, "promise": 40, "metric": 40, "evidence": 60, "action": 80}
"""How many of a kind there are in a dense book, in which any journey may name any of them: a company does not grow as
its book does, and what is told of a role in every journey must not either."""
FEELINGS = (-2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2)

Record = dict[str, Any]


@dataclass(frozen=True)
class Size:
    """How many of each kind a book of so many journeys has."""

    journeys: int
    languages: tuple[str, ...] = ("en",)
    seed: int = SEED
    dense: bool = False
    chance: random.Random = field(init=False, compare=False)
    way: list[float] = field(default_factory=lambda: [0.0], init=False, compare=False)
    """How far through its kind the thing is that is being written, 0 … 1."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "chance", random.Random(f"{self.seed} {self.journeys}"))  # noqa: S311 - no secret

    def count(self, kind: str) -> int:
        """The number of entities of a kind."""
        if kind == "journey":
            return self.journeys
        count = max(4, self.journeys // (10 if kind == "persona" else 5))
        return min(count, FEW.get(kind, count)) if self.dense else count

    def names(self, kind: str) -> list[str]:
        """The ids of a kind."""
        return [f"{kind}-{number:04}" for number in range(self.count(kind))]

    def one(self, kind: str) -> str:
        """Some id of a kind, of the pool about as far through its kind as what names it."""
        count = self.count(kind)
        pool = count if self.dense else min(POOL, count)
        first = int(self.way[0] * count) if count > pool else 0
        return f"{kind}-{(first + self.chance.randrange(pool)) % count:04}"

    def words(self, least: int, most: int) -> Any:
        """A text of some length, in each language of the book."""
        said = {
            code: " ".join(self.chance.choices(WORDS, k=self.chance.randint(least, most))) for code in self.languages
        }
        return said if len(said) > 1 else said[self.languages[0]]


def files(
    journeys: int, languages: tuple[str, ...] = ("en",), seed: int = SEED, dense: bool = False
) -> Iterator[tuple[str, str]]:
    """Give path and text of each file of a book with so many journeys."""
    size = Size(journeys, languages, seed, dense)
    yield "content/book.yml", written(settings(size))
    yield "content/welcome.md", "# Welcome\n\nWritten by hand: see [the journeys](journeys/index.md).\n"
    for kind, (folder, record) in KINDS.items():
        names = size.names(kind)
        for number, name in enumerate(names):
            size.way[0] = number / len(names)
            yield f"{folder}/{name}.yml", written(record(size, number))


def written(record: Mapping[str, Any]) -> str:
    """Return a record as YAML, as an author would lay it out."""
    return str(yaml.dump(record, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=110))


def settings(size: Size) -> Record:
    """The book's own settings."""
    values = [{"id": f"value-{number}", "title": size.words(2, 3)} for number in range(4)]
    return {
        "format": 1,
        "languages": list(size.languages),
        "brand": {
            "name": "Measured",
            "voice": {"is": [size.words(1, 2)], "never": [size.words(1, 2)]},
            "values": values,
        },
        "objectives": [
            {"id": f"objective-{n}", "statement": size.words(4, 8), "metrics": [size.one("metric")]} for n in range(3)
        ],
    }


def journey(size: Size, number: int) -> Record:
    """A journey of 18 touchpoints with all lanes."""
    parent = {"parent": f"journey-{number - number % 10:04}"} if number % 10 else {}
    return {
        "title": size.words(3, 6), "summary": size.words(8, 16), "tags": [f"tag-{number % 40}"],
        "status": "live", "persona": size.one("persona"), "other_personas": [size.one("persona")], **parent,
        "aim": AIMS[number % len(AIMS)], "goal": size.words(5, 10), "company_goal": size.words(5, 10),
        "supports": [f"objective-{number % 3}"], "scenario": size.words(20, 40), "story": size.words(30, 60),
        "owner": size.one("actor"), "last_reviewed": day(size), "review_every": "12 months",
        "context": {"needs": [size.words(4, 8)], "expectations": [size.words(4, 8)]},
        "phases": [phase(size, stage) for stage in PHASES],
    }  # fmt: skip


def phase(size: Size, stage: str) -> Record:
    """A phase of three touchpoints."""
    return {
        "id": stage.replace("_", "-"),
        "title": size.words(1, 2),
        "stage": stage,
        "touchpoints": [touchpoint(size, f"{stage.replace('_', '-')}-{n}") for n in range(TOUCHPOINTS // len(PHASES))],
    }


def touchpoint(size: Size, name: str) -> Record:
    """A touchpoint with something in every lane."""
    chance = size.chance
    return {
        "id": name, "title": size.words(3, 6), "emotion": chance.choice(FEELINGS), "channel": chance.choice(CHANNELS),
        "doing": size.words(4, 9), "thinking": size.words(4, 9), "feeling": size.words(1, 2),
        "quotes": [{"text": size.words(5, 10), "evidence": [size.one("evidence")]}],
        "pains": [{"text": size.words(3, 7), "severity": chance.randint(1, 5)}], "opportunities": [size.words(3, 7)],
        "owner": size.one("actor"), "area": chance.choice(AREAS), "importance": chance.randint(1, 5),
        "moment_of_truth": chance.random() < 0.2, "expectation": size.words(4, 8), "gains": [size.words(3, 6)],
        "keeps": [size.one("promise")] if chance.random() < 0.4 else [],
        "makes": [size.one("promise")] if chance.random() < 0.1 else [],
        "metrics": [size.one("metric")] if chance.random() < 0.4 else [],
        "evidence": [size.one("evidence")] if chance.random() < 0.4 else [],
        "feedback": post(size),
        "frontstage": [{"actor": size.one("actor"), "does": size.words(3, 6)}],
        "backstage": [{"actor": size.one("actor"), "does": size.words(3, 6)}],
        "support": [{"actor": size.one("actor"), "does": size.words(3, 6)}],
        "says": size.words(6, 12), "tone": size.words(1, 1), "duration": f"{chance.randint(1, 90)} min",
        "failure_rate": f"{chance.randint(0, 20)} %",
    }  # fmt: skip


def post(size: Size) -> Record:
    """A listening post."""
    asked = {"method": size.words(1, 2), "question": size.words(5, 9), "frequency": "weekly"}
    return {**asked, "owner": size.one("actor")}


def persona(size: Size, number: int) -> Record:
    """A persona who prizes two things."""
    prized = [{"id": f"prized-{number}-{n}", "title": size.words(1, 3)} for n in (1, 2)]
    return {
        "name": size.words(1, 2), "kind": "customer", "segment": size.words(2, 3), "portrait": size.words(20, 40),
        "quote": size.words(6, 12), "goals": [size.words(3, 6)], "needs": [size.words(3, 6)],
        "pains": [size.words(3, 6)], "values": prized,
        "channels": [size.chance.choice(CHANNELS)], "size": size.chance.randint(1000, 90000),
        "evidence": [size.one("evidence")],
    }  # fmt: skip


def promise(size: Size, number: int) -> Record:
    """A promise with a standard."""
    standard = {"metric": size.one("metric"), "at_most": f"{size.chance.randint(5, 60)} min"}
    return {
        "title": size.words(2, 4), "text": size.words(6, 12), "kind": "time", "made_in": [size.words(1, 2)],
        "made_by": size.one("actor"), "owner": size.one("actor"), "values": [f"value-{number % 4}"],
        "to": [size.one("persona")], "standard": standard,
    }  # fmt: skip


def actor(size: Size, number: int) -> Record:
    """A role."""
    stages = ("frontstage", "backstage", "partner", "technology")
    return {"title": size.words(1, 3), "summary": size.words(6, 12), "stage": stages[number % 4], "level": "frontline"}


def metric(size: Size, number: int) -> Record:
    """A metric with eight results."""
    chance = size.chance
    results = [
        {
            "period": f"{2024 + n // 4}-Q{n % 4 + 1}",
            "value": chance.randint(1, 90),
            "n": chance.randint(30, 900),
            "sd": 9,
        }
        for n in range(8)
    ]
    return {
        "title": size.words(2, 4), "kind": "time", "question": size.words(5, 10), "unit": "min", "better": "lower",
        "owner": size.one("actor"), "target": f"{chance.randint(5, 60)} min", "results": results,
    }  # fmt: skip


def evidence(size: Size, number: int) -> Record:
    """A study with two findings."""
    findings = [{"id": f"finding-{n}", "text": size.words(6, 12), "kind": "fact"} for n in (1, 2)]
    return {
        "title": size.words(2, 4), "method": METHODS[number % len(METHODS)], "voices": ["customer"], "date": day(size),
        "sample": size.chance.randint(5, 900), "source": size.words(2, 4), "consent": True, "findings": findings,
    }  # fmt: skip


def action(size: Size, number: int) -> Record:
    """An action on a journey and a promise."""
    return {
        "title": size.words(3, 6), "addresses": [size.one("journey"), size.one("promise")], "aim": "root_cause",
        "circle": "do", "level": "cx", "benefit": size.words(4, 8), "owner": size.one("actor"), "opened": day(size),
        "questions": {"goals": size.words(4, 8), "owner": size.one("actor"), "deadline": DAY + timedelta(days=90)},
        "customer_value": size.chance.randint(0, 100), "business_value": size.chance.randint(0, 100),
        "effort": number % 5 + 1,
    }  # fmt: skip


def day(size: Size) -> date:
    """Some day of the year before."""
    return DAY - timedelta(days=size.chance.randint(1, 360))


KINDS = {
    "persona": ("content/personas", persona),
    "promise": ("content/promises", promise),
    "actor": ("content/actors", actor),
    "metric": ("content/metrics", metric),
    "evidence": ("content/evidence", evidence),
    "action": ("content/actions", action),
    "journey": ("journeys", journey),
}
