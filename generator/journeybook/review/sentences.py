"""A change as a sentence without its subject: “feels −2 → +1”, “must now keep …”."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from msgspec import Struct, structs

from journeybook.measures import MEASURES
from journeybook.model import Text
from journeybook.model.choices import choice
from journeybook.model.fields import NOUNS
from journeybook.review.change import Change, Kind, Sayable, Subject, Value
from journeybook.review.naming import field_name
from journeybook.words import Phrase, phrase, phrases

NOTHING = phrase("nothing")
LISTS = {
    "keeps": (phrase("must now keep “{what}”"), phrase("no longer has to keep “{what}”")),
    "makes": (phrase("now promises “{what}”"), phrase("no longer promises “{what}”")),
    "breaks": (phrase("now breaks “{what}”"), phrase("no longer breaks “{what}”")),
    "evidence": (phrase("now rests on “{what}”"), phrase("no longer rests on “{what}”")),
    "results": (phrase("new result: {what}"), phrase("result removed: {what}")),
    "expect": (phrase("new test: {what}"), phrase("test removed: {what}")),
}
"""By the last field on the way: how an item that came is told, and one that went."""


LONGEST = 160  # characters of an author's text within a sentence
LED_IN = 30  # of them before the word that differs, where much before it is the same


class Short(Struct, frozen=True):
    """Words on one line, cut where they are long."""

    words: Sayable

    def say(self, language: str) -> str:
        """The words, or their beginning."""
        said = " ".join(self.words.say(language).split())
        return said if len(said) <= LONGEST else said[: LONGEST - 1].rstrip() + "…"


class Differing(Struct, frozen=True):
    """One of two texts, in a language in which they differ, and from shortly before the word that does."""

    words: Text
    other: Text

    def say(self, language: str) -> str:
        """The words from there on; in the reader's language if that is one in which they differ."""
        both = [code for code in (language, *self.words.words) if code in self.other.words and code in self.words.words]
        spoken = next((code for code in both if self.words.say(code) != self.other.say(code)), language)
        said, other = (" ".join(text.say(spoken).split()) for text in (self.words, self.other))
        apart = (at for at, (one, two) in enumerate(zip(said, other, strict=False)) if one != two)
        alike = next(apart, min(len(said), len(other)))
        start = said.rfind(" ", 0, alike - LED_IN) + 1 if alike > LONGEST // 2 else 0
        return ("… " if start else "") + Short(Text(said[start:])).say(spoken)


def sentence(change: Change) -> Phrase:
    """What happened, without whom it happened to; long texts are cut."""
    return SAID.get(change.kind, _fact)(_shortened(change))


def _shortened(change: Change) -> Change:
    """The change with its texts cut; one that is worded in another way is shown where it differs."""
    before, after = change.before, change.after
    if before and after and change.kind in {Kind.PROMISE, Kind.REWORDED}:
        old, new = before.words, after.words
        if isinstance(old, Text) and isinstance(new, Text):
            before = structs.replace(before, words=Differing(old, new))
            after = structs.replace(after, words=Differing(new, old))
    return replace(change, before=_short(before), after=_short(after))


def _short(value: Value | None) -> Value | None:
    return structs.replace(value, words=Short(value.words)) if value else None


def listed(words: tuple[Sayable, ...]) -> Phrase:
    """Names one after the other, each in quotation marks."""
    told = phrase("“{name}”", name=Short(words[0])) if words else Phrase("–")
    for name in words[1:]:
        told = phrase("{names}, “{name}”", names=told, name=Short(name))
    return told


def noun_words(subject: Subject) -> Sayable:
    """What sort of thing a change is about."""
    nouns = {**NOUNS, "phase": phrase("phase"), "book": phrase("book")}
    return nouns.get(subject.noun, phrase("file"))


def reworded(change: Change) -> Phrase:
    """A change of wording, with the words and whose they are."""
    return phrase("{subject}: {what}", subject=Short(change.subject.label), what=worded(change))


def worded(change: Change) -> Phrase:
    """What happened; of a change of wording, the words."""
    return _from_to(_shortened(change)) if change.kind is Kind.REWORDED else sentence(change)


def _fact(change: Change) -> Phrase:
    last = change.field.rpartition(".")[2]
    pair = LISTS.get(last)
    if pair and (change.before is None) != (change.after is None):
        came = change.after is not None
        return phrase(pair[0 if came else 1].singular, what=change.after if came else change.before)
    name: Sayable = field_name(change.field)
    if change.of:
        name = phrase("{field} ({of})", field=name, of=change.of)
    if change.before is None:
        return phrase("{field}: “{after}” is new", field=name, after=change.after)
    if change.after is None:
        return phrase("{field}: “{before}” is gone", field=name, before=change.before)
    return phrase("{field}: {before} → {after}", field=name, before=change.before, after=change.after)


def _from_to(change: Change) -> Phrase:
    name, sides = field_name(change.field), (change.before or NOTHING, change.after or NOTHING)
    return phrase("{field}: {before} → {after}", field=name, before=sides[0], after=sides[1])


def _emotion(change: Change) -> Phrase:
    before, after = change.before or phrase("unknown"), change.after or phrase("unknown")
    first, _, rest = change.field.partition(".")
    if first == "emotion":
        return phrase("feels {before} → {after}", before=before, after=after)
    if first == "emotion_by":
        return phrase("feels {before} → {after} to “{persona}”", before=before, after=after, persona=rest)
    return _from_to(change)


def _added(change: Change) -> Phrase:
    if change.subject.noun == "touchpoint" and change.after:
        return phrase("new, feels {after}", after=change.after)
    return phrase("new: {what}", what=change.after) if change.after else phrase("new")


def _recount(change: Change) -> Phrase:
    if change.after is None:
        return phrase("the limit is another now: the results were counted against the old one")
    return phrase("the limit is another now: results up to {day} were counted against the old one", day=change.after)


def _removed(change: Change) -> Phrase:
    if change.subject.noun == "touchpoint" and change.before:
        return phrase("removed; felt {before}", before=change.before)
    if change.subject.noun == "journey" and change.before and not change.field:
        return phrase("the whole journey is removed: {what}", what=change.before)
    return phrase("removed: {what}", what=change.before) if change.before else phrase("removed")


def _moved(change: Change) -> Phrase:
    if change.field == "journey":
        return phrase("moved here from the journey “{before}”", before=change.before)
    if change.field == "phase":
        return phrase("moved from the phase “{before}” to “{after}”", before=change.before, after=change.after)
    return phrase("stands at another place in the order")


def _split(change: Change) -> Phrase:
    parts = listed(tuple(other.label for other in change.others))
    told = phrase("split into {parts}", parts=parts)
    return phrase("{told} (felt {before}, now {after})", told=told, before=change.before, after=change.after)


def _merged(change: Change) -> Phrase:
    parts = listed(tuple(other.label for other in change.others))
    told = phrase("merged from {parts}", parts=parts)
    return phrase("{told} (felt {before}, now {after})", told=told, before=change.before, after=change.after)


def _verdict(change: Change) -> Phrase:
    if change.others:
        return phrase(
            "promise “{promise}” at “{touchpoint}”: {before} → {after}",
            promise=Short(change.others[0].label), touchpoint=Short(change.subject.label),
            before=change.before, after=change.after,
        )  # fmt: skip
    return phrase(
        "promise “{promise}”: {before} → {after}",
        promise=Short(change.subject.label), before=change.before, after=change.after,
    )  # fmt: skip


def _test(change: Change) -> Phrase:
    said = {"before": change.before, "after": change.after}
    if change.after is None or change.after.raw is None:
        return phrase("a test can no longer be answered: {before} → {after}", **said)
    if change.after.raw is False:
        return phrase("a test fails now: {before} → {after}", **said)
    return phrase("a test passes now: {before} → {after}", **said)


def _measure(change: Change) -> Phrase:
    measure = MEASURES.get(change.field)
    name = measure.name if measure else choice(change.field)
    return phrase("{measure}: {before} → {after}", measure=name, before=change.before, after=change.after)


def _translated(change: Change) -> Phrase:
    name = field_name(change.field)
    if change.after is None:
        return phrase("{field}: no longer in {languages}", field=name, languages=change.before)
    return phrase("{field}: now in {languages} too", field=name, languages=change.after)


def _renamed(change: Change) -> Phrase:
    if change.field == "id":
        return phrase("id: {before} → {after}", before=change.before, after=change.after)
    return phrase("was called “{before}”", before=change.before)


SAID: Mapping[Kind, Callable[[Change], Phrase]] = MappingProxyType(
    {
        Kind.EMOTION: _emotion,
        Kind.CHANNEL: _from_to,
        Kind.OWNER: _from_to,
        Kind.ADDED: _added,
        Kind.REMOVED: _removed,
        Kind.MOVED: _moved,
        Kind.SPLIT: _split,
        Kind.MERGED: _merged,
        Kind.RENAMED: _renamed,
        Kind.VERDICT: _verdict,
        Kind.EXPECT: _test,
        Kind.MEASURE: _measure,
        Kind.UNPROVEN: lambda change: phrase("the feeling has moved, but no new evidence is named"),
        Kind.AGED: lambda change: phrase("too old to be relied on since {day}", day=change.after),
        Kind.RECOUNT: _recount,
        Kind.UNREADABLE: lambda change: phrase("the file cannot be read, so nothing of it is compared"),
        Kind.READABLE: lambda change: phrase("can be read again; what has changed in it meanwhile is not known"),
        Kind.PROBLEM: lambda change: phrase("{problem}", problem=change.after),
        Kind.SOLVED: lambda change: phrase("{problem}", problem=change.before),
        Kind.REWORDED: lambda change: field_name(change.field),
        Kind.TRANSLATED: _translated,
    }
)


def quiet_counts(changes: Sequence[Change]) -> list[Phrase]:
    """How many texts were reworded, and how many have got or lost which languages."""
    count = sum(change.kind is Kind.REWORDED for change in changes)
    found = [phrases("{count} text reworded", "{count} texts reworded", count)] if count else []
    came = [change.after for change in changes if change.kind is Kind.TRANSLATED and change.after]
    gone = [change.before for change in changes if change.kind is Kind.TRANSLATED and change.before]
    for value in dict.fromkeys(map(_codes, came)):
        n, words = sum(_codes(each) == value for each in came), next(each for each in came if _codes(each) == value)
        found.append(
            phrases("{count} text now in {language} too", "{count} texts now in {language} too", n, language=words)
        )
    for value in dict.fromkeys(map(_codes, gone)):
        n, words = sum(_codes(each) == value for each in gone), next(each for each in gone if _codes(each) == value)
        found.append(
            phrases("{count} text no longer in {language}", "{count} texts no longer in {language}", n, language=words)
        )
    return found


def _codes(value: Value) -> tuple[str, ...]:
    return tuple(value.raw)
