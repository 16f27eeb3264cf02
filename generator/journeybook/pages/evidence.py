"""What the book rests on: all evidence by method and voice, and for each piece what was found and who cites it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct

from journeybook.measures.confidence import ASSUMPTION, holds_until, is_stale
from journeybook.model import Duration, Evidence, Journey, Lanes, Mention, Phase, Step, Text
from journeybook.model.evidence import QUALITATIVE, QUANTITATIVE, Finding
from journeybook.model.touchpoint import Breach, Pain, Quote
from journeybook.pages.edition import Edition
from journeybook.pages.kept import kept
from journeybook.pages.page import Page
from journeybook.words import Phrase, phrase

MANNERS: tuple[tuple[str, Phrase, tuple[str | None, ...]], ...] = (
    ("qualitative", phrase("Qualitative: listening and watching"), QUALITATIVE),
    ("quantitative", phrase("Quantitative: counting"), QUANTITATIVE),
    ("read", phrase("Read elsewhere"), ("desk_research",)),
    ("untold", phrase("With no method told"), (None,)),
    ("assumption", phrase("Assumed"), (ASSUMPTION,)),
)
VOICES = ("customer", "employee", "partner", "")
STATEMENTS = {
    "quotes": phrase("quote"),
    "pains": phrase("pain"),
    "breaks": phrase("broken promise"),
}
DAYS_TOLD = 60  # a younger age is told in days, an older one in months


class Source(Struct, frozen=True):
    """A piece of evidence: its age on the day of the book, how long it holds, and how often it is cited."""

    evidence: Evidence
    age: Duration | None
    until: date | None
    stale: bool
    citations: int


class Manner(Struct, frozen=True):
    """The evidence found out in one manner, the methods in their order."""

    id: str
    name: Phrase
    sources: tuple[Source, ...]


class Citation(Struct, frozen=True):
    """A statement of a journey that cites evidence: at which touchpoint or phase, what sort it is, what it says."""

    step: Step | None
    phase: Phase | None
    kind: Phrase | None
    text: Text
    promise: str


class Found(Struct, frozen=True):
    """A finding, its anchor, the findings it rests on and those that rest on it (evidence id, finding id, finding)."""

    finding: Finding
    anchor: str
    rests_on: tuple[tuple[str, str, Finding | None], ...]
    bears: tuple[tuple[str, str, Finding], ...]


class Ground(Struct, frozen=True):
    """How findings rest on each other, by `evidence/finding`: all that are known, and those that rest on each."""

    known: Mapping[str, Finding]
    bears: Mapping[str, list[tuple[str, str, Finding]]]


def pages(edition: Edition) -> Iterator[Page]:
    """The index, then every piece of evidence."""
    yield _index(edition)
    under = ground(edition)
    for evidence in edition.book.evidence.values():
        yield _piece(edition, evidence, tuple(findings(evidence, under)))


@kept
def _index(edition: Edition) -> Page:
    sources = [source(edition, evidence) for evidence in edition.in_order(edition.book.evidence.values())]
    return edition.page(
        "evidence/index",
        phrase("Evidence").say(edition.language),
        "pages/evidence_index.html.j2",
        manners=manners(sources),
        voices=[(voice, _heard(voice, sources)) for voice in VOICES],
        hide=("toc",),
    )


@kept
def _piece(edition: Edition, evidence: Evidence, found: Sequence[Found]) -> Page:
    return edition.page(
        f"evidence/{evidence.id}",
        evidence.label,
        "pages/evidence.html.j2",
        description=edition.say(evidence.summary),
        parent="evidence/index",
        source=edition.place(evidence),
        evidence=evidence,
        told=source(edition, evidence),
        findings=found,
        cited=cited_by(edition, evidence.id),
    )


def source(edition: Edition, evidence: Evidence) -> Source:
    """A piece of evidence as of the book's day."""
    book = edition.book
    return Source(
        evidence,
        age(evidence.date, book.as_of),
        holds_until(book, evidence),
        is_stale(book, evidence),
        len(book.mentions(evidence.id)),
    )


def age(day: date | None, today: date) -> Duration | None:
    """How long ago a day was, in days up to sixty, then in months of 30.44 days; nothing of a day yet to come."""
    days = (today - day).days if day else -1
    if days < 0:
        return None
    return Duration(days, "day") if days <= DAYS_TOLD else Duration(int(days / 30.44), "month")


def manners(sources: Sequence[Source]) -> list[Manner]:
    """The evidence by the manner of its method; manners nobody used are left out."""
    found = [(name, words, _by_method(sources, methods)) for name, words, methods in MANNERS]
    return [Manner(name, words, chosen) for name, words, chosen in found if chosen]


def _by_method(sources: Sequence[Source], methods: tuple[str | None, ...]) -> tuple[Source, ...]:
    chosen = [each for each in sources if each.evidence.method in methods]
    return tuple(sorted(chosen, key=lambda each: methods.index(each.evidence.method)))


def _heard(voice: str, sources: Sequence[Source]) -> dict[str, list[str]]:
    """The ids of the evidence in which a voice speaks (`""`: no voice is named), by manner."""
    speaking = [each for each in sources if (voice in each.evidence.voices if voice else not each.evidence.voices)]
    return {name: [each.evidence.id for each in _by_method(speaking, methods)] for name, _, methods in MANNERS}


def ground(edition: Edition) -> Ground:
    """How the findings of the book rest on each other; all evidence is gone through once."""
    known: dict[str, Finding] = {}
    bears: defaultdict[str, list[tuple[str, str, Finding]]] = defaultdict(list)
    for evidence in edition.book.evidence.values():
        for number, finding in enumerate(evidence.findings, start=1):
            known[f"{evidence.id}/{finding.id}"] = finding
            for target in finding.rests_on:
                bears[_whole(target, evidence)].append((evidence.id, anchor(finding, number), finding))
    return Ground(known, dict(bears))


def findings(evidence: Evidence, under: Ground) -> Iterator[Found]:
    """The findings of a piece of evidence, with what they rest on and what rests on them."""
    for number, finding in enumerate(evidence.findings, start=1):
        names = [_whole(target, evidence) for target in finding.rests_on]
        grounds = tuple((*_parts(name), under.known.get(name)) for name in names)
        upon = under.bears.get(f"{evidence.id}/{finding.id}", ()) if finding.id else ()
        yield Found(finding, anchor(finding, number), grounds, tuple(upon))


def anchor(finding: Finding, number: int) -> str:
    """Where a finding stands on its page: its own id, else its number in the list."""
    return finding.id or f"_finding-{number}"


def _whole(target: str, evidence: Evidence) -> str:
    return target if "/" in target else f"{evidence.id}/{target}"


def _parts(name: str) -> tuple[str, str]:
    evidence, _, finding = name.partition("/")
    return evidence, finding


def cited_by(edition: Edition, evidence: str) -> list[tuple[str, list[Citation]]]:
    """Who cites a piece of evidence: ids, and of journeys the statements, in the order in which they stand."""
    found: dict[str, list[Citation]] = {}
    for mention in edition.book.mentions(evidence):
        journey = edition.book.journeys.get(mention.source)
        found.setdefault(mention.source, []).extend([citation(journey, mention)] if journey else [])
    return list(found.items())


def citation(journey: Journey, mention: Mention) -> Citation:
    """The statement of a journey in which a mention of evidence stands."""
    path = mention.path
    phase = journey.phases[int(path[1])] if path[:1] == ("phases",) else None
    lanes, rest = (mention.step.touchpoint, path[4:]) if mention.step else (phase, path[2:])
    stated = _stated(lanes, rest)
    return Citation(
        mention.step,
        phase,
        STATEMENTS.get(str(rest[0])) if rest else None,
        stated.text if isinstance(stated, (Quote, Pain)) else Text(),
        stated.promise if isinstance(stated, Breach) else "",
    )


def _stated(lanes: Lanes | None, path: tuple[str | int, ...]) -> object:
    """The quote, pain or breach at the head of a path; nothing where the evidence speaks of the whole."""
    if lanes is None or not path or path[0] not in STATEMENTS:
        return None
    return getattr(lanes, str(path[0]))[path[1]]
