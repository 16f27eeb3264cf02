"""The past of a book from Git, bounded and kept by commit: a version that was read once is not read again."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from journeybook import files, git
from journeybook.files.storeroom import storeroom
from journeybook.load import Known, glimpsed
from journeybook.load.revision import Revision, blobs_of
from journeybook.load.shelf import PLACES, SETTINGS
from journeybook.measures import emotion
from journeybook.model import Book
from journeybook.pages.past import Course, Stop, Telling
from journeybook.review import QUIET, Kind, Side
from journeybook.review.pairing import paired
from journeybook.review.sentences import quiet_counts, sentence
from journeybook.review.things import Versions
from journeybook.site.seal import MOST_TAGS, versions
from journeybook.words import Phrase, phrase

NAME = "past.json"
MOST_COMMITS = 400  # looked through for tags and months
MOST_MONTHS = 12
MOST_TOLD = 30  # commits told of
MOST_SENTENCES = 40  # of one commit in one thing
Record = dict[str, Any]


def past(root: Path, book: Book) -> Mapping[str, Course]:
    """The past of each journey and promise by its present id; nothing where Git knows of no earlier version."""
    made = git.commits(root, PLACES, MOST_COMMITS)
    if len(made) < 2:
        return {}
    cut = git.is_shallow(root) and len(made) < MOST_COMMITS
    with git.reader(root) as read:
        reading = _Reading(root, read, book, _kept(root, book))
        stops = _stops(made, git.tags(root, MOST_TAGS))
        stood = [(name, commit, reading.stood(commit)) for name, commit in stops]
        told = [(new, reading.told(old, new)) for new, old in pairwise(made[: MOST_TOLD + 1])]
    files.write(storeroom(root) / NAME, json.dumps({"made_by": _made_by(book), "known": reading.asked}, sort_keys=True))
    return _courses(book, stood, told, cut)


def _made_by(book: Book) -> str:
    return "\0".join((*versions(), *book.languages))


def _kept(root: Path, book: Book) -> Record:
    """What earlier builds have found out, by the same program in the same languages."""
    try:
        left = json.loads((storeroom(root) / NAME).read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    found = left.get("known") if isinstance(left, dict) and left.get("made_by") == _made_by(book) else None
    return found if isinstance(found, dict) else {}


def _stops(made: Sequence[git.Commit], tags: Sequence[tuple[str, git.Commit]]) -> list[tuple[str, git.Commit]]:
    """The last tags, the oldest first; where there are fewer than two, the last commit of each month that is over.

    How things stand now, the pages know themselves; so nothing is read anew for each commit.
    """
    if len(tags) > 1:
        return list(tags)
    months = {f"{commit.date:%Y-%m}": commit for commit in reversed(made)}
    return list(months.items())[:-1][-MOST_MONTHS:]


@dataclass
class _Reading:
    """Versions that are read, each once; `asked` is what was asked for, to be kept."""

    root: Path
    read: git.Read
    now: Book
    kept: Record
    asked: Record = field(default_factory=dict)
    known: Known = field(default_factory=dict)
    found: dict[str, Mapping[str, str]] = field(default_factory=dict)

    def side(self, commit: git.Commit, blobs: Mapping[str, str]) -> Side:
        """The book of a commit, as far as it can be read, from these of its files."""
        if SETTINGS not in blobs:
            return Side(Book(self.now.settings, as_of=commit.date))
        return Side(glimpsed(Revision(blobs, self.read), commit.date, self.known), around=self.now)

    def blobs(self, commit: git.Commit) -> Mapping[str, str]:
        """The files of a commit, asked for once."""
        if commit.id not in self.found:
            self.found[commit.id] = blobs_of(self.root, commit.id)
        return self.found[commit.id]

    def stood(self, commit: git.Commit) -> Record:
        """How each journey and promise stood then: [mean, weakest] or a verdict."""
        return self._once(f"stood {commit.id}", lambda: _stood(self.side(commit, self.blobs(commit))))

    def told(self, old: git.Commit, new: git.Commit) -> Record:
        """What a commit changed in each thing by language, and what it renamed."""
        return self._once(f"told {old.id} {new.id}", lambda: self._between(old, new))

    def _between(self, old: git.Commit, new: git.Commit) -> Record:
        """Read from the files alone that differ, so that it costs as much as was changed."""
        was, now = self.blobs(old), self.blobs(new)
        same = {name for name in was if was[name] == now.get(name) and name != SETTINGS}
        before, after = ({name: blobs[name] for name in blobs if name not in same} for blobs in (was, now))
        return _told(self.side(old, before), self.side(new, after), self.now.languages)

    def _once(self, key: str, make: Any) -> Record:
        self.asked[key] = self.kept[key] if key in self.kept else make()
        found: Record = self.asked[key]
        return found


def _stood(side: Side) -> Record:
    journeys = {
        journey.id: [emotion.mean(journey).value, emotion.weakest_link(journey).value]
        for journey in side.book.journeys.values()
    }
    return journeys | {name: entry.verdict.value for name, entry in side.ledger.items()}


def _told(before: Side, after: Side, languages: Sequence[str]) -> Record:
    pairs = paired(before.book, after.book)
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for change in Versions(before, after, pairs).changes():
        found[change.subject.entity].append(change)
    wanted = {*after.book.journeys, *before.book.journeys, *after.book.promises, *before.book.promises}
    return {
        "renamed": {was: now for was, now in pairs.entities.items() if was != now},
        "told": {
            name: {code: _sentences(name, changes, code) for code in languages}
            for name, changes in found.items()
            if name in wanted
        },
    }


def _sentences(name: str, changes: Sequence[Any], language: str) -> list[str]:
    """The changes of one thing, what matters first; wording in one line."""
    loud = sorted((each for each in changes if each.kind not in QUIET), key=lambda each: each.weight)
    said: list[Phrase] = []
    for change in loud[:MOST_SENTENCES]:
        own = change.subject.id == name or change.kind is Kind.READABLE
        what = sentence(change)
        said.append(what if own else phrase("{subject}: {what}", subject=change.subject.label, what=what))
    said += quiet_counts([each for each in changes if each.kind in QUIET])
    return [words.say(language) for words in said]


def _courses(
    book: Book,
    stood: Sequence[tuple[str, git.Commit, Record]],
    told: Sequence[tuple[git.Commit, Record]],
    cut: bool,
) -> dict[str, Course]:
    renamed: dict[str, str] = {was: entity.id for entity in book.entities for was in entity.formerly}
    for _, record in told:
        renamed |= {was: renamed.get(now, now) for was, now in record["renamed"].items() if was not in renamed}
    stops: defaultdict[str, list[Stop]] = defaultdict(list)
    for name, commit, record in stood:
        for key, value in record.items():
            stops[renamed.get(key, key)].append(_stop(name, commit.date, value))
    tellings = {code: _tellings(told, renamed, code) for code in book.languages}
    return {
        key: Course(tuple(stops[key]), {code: tuple(tellings[code][key]) for code in book.languages}, cut)
        for key in (*book.journeys, *book.promises)
    }


def _stop(name: str, day: date, value: Any) -> Stop:
    return Stop(name, day, verdict=value) if isinstance(value, str) else Stop(name, day, *value)


def _tellings(
    told: Sequence[tuple[git.Commit, Record]], renamed: Mapping[str, str], language: str
) -> defaultdict[str, list[Telling]]:
    found: defaultdict[str, list[Telling]] = defaultdict(list)
    for commit, record in told:
        for key, said in record["told"].items():
            if said.get(language):
                telling = Telling(commit.date, commit.author, commit.subject, tuple(said[language]))
                found[renamed.get(key, key)].append(telling)
    return found
