"""What is wrong in a file that cannot be read is told all at once: its references and ids as those of any other."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha1
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeybook import rules, source
from journeybook.load import Folder, Known, load, load_from
from journeybook.model import KINDS, Book
from journeybook.problem import Problem, Severity

ROOT = Path(__file__).parents[1]
DAY = date(2026, 11, 26)
Write = Callable[[Mapping[str, str | bytes]], Path]
Files = Mapping[str, bytes]
JOURNEY = """\
title: Paying late, once
persona: small-bakery
owner: accounting
last_reviewed: 2026-10-14
outcomes:
  - {id: paid, title: Paid}
phases:
  - title: Paying
    touchpoints:
      - id: bill
        title: I open the bill
        channel: email
        keeps: [answer-at-once]
        next: [call]
      - id: call
        title: I call
        frontstage: [helpline]
        breaks: [{promise: answer-at-once, evidence: [letters]}]
        emotion_by: {small-bakery: -1}
"""
REST = {
    "content/personas/small-bakery.yml": "name: Ola\nvalues: [{id: speed, title: Speed}]\n",
    "content/actors/accounting.yml": "title: Accounting\n",
    "content/actors/helpline.yml": "title: Helpline\n",
    "content/promises/answer-at-once.yml": "text: We answer at once\nanswers: [speed]\nto: [small-bakery]\n",
    "content/evidence/letters.yml": "title: Letters\nfindings: [{id: many, text: Many}, {text: So, rests_on: many}]\n",
}


def errors(problems: tuple[Problem, ...]) -> list[tuple[str, str, str]]:
    """Return file:line:column, the message and the hint of every error."""
    return [
        (f"{p.place.file.rpartition('/')[2]}:{p.place.line}:{p.place.column}", p.message.say(),
         p.hint.say() if p.hint else "")
        for p in problems
        if p.severity is Severity.ERROR
    ]  # fmt: skip


def changed(text: str, *changes: tuple[str, str]) -> str:
    for right, wrong in changes:
        assert right in text
        text = text.replace(right, wrong, 1)
    return text


def test_a_bad_date_hides_no_reference(write_book: Write) -> None:
    journey = changed(
        JOURNEY, ("2026-10-14", "14.10.2026"), ("owner: accounting", "owner: acounting"), ("[answer-at", "[answr-at"),
        ("next: [call]", "next: [cal]"), ("[helpline]", "[helplin]"), ("[letters]", "[leters]"), ("{small-", "{smal-"),
    )  # fmt: skip
    found = errors(load(write_book({**REST, "journeys/late.yml": journey}))[1])
    assert found == [
        ("late.yml:3:8", "There is no actor “acounting” in this book.", "Did you mean “accounting”?"),
        ("late.yml:4:16", "A day is written as year-month-day, and “14.10.2026” is not.", "Write: 2026-10-14"),
        ("late.yml:13:17", "There is no promise “answr-at-once” in this book.", "Did you mean “answer-at-once”?"),
        ("late.yml:14:16", "There is no touchpoint of this journey “cal” in this book.", "Did you mean “call”?"),
        ("late.yml:17:22", "There is no actor “helplin” in this book.", "Did you mean “helpline”?"),
        ("late.yml:18:55", "There is no evidence “leters” in this book.", "Did you mean “letters”?"),
        ("late.yml:19:35", "There is no persona “smal-bakery” in this book.", "Did you mean “small-bakery”?"),
    ]


def test_a_persona_that_is_named_in_an_unread_journey_is_a_sketch(write_book: Write) -> None:
    journey = changed(JOURNEY, ("persona: small-bakery", "persona: hana"), ("2026-10-14", "soon"))
    book, problems = load(write_book({**REST, "journeys/late.yml": journey}))
    assert [(p.rule, p.place.line) for p in problems] == [("persona-sketch", 2), ("wrong-value", 4)]
    assert "hana" not in book.personas


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("owner: acc", "onwer: ac", [("3:1", "“owner”?"), ("3:8", "“accounting”?")]),
        ("phases:", "phses:", [("7:1", "“phases”?"), ("14:16", "“call”?")]),
        ("touchpoints:", "touchpoint:", [("9:5", "“touchpoints”?"), ("14:16", "“call”?")]),
        ("        channel", "        chanel", [("12:9", "“channel”?"), ("14:16", "“call”?")]),
        ("title: I call", "titel: I call", [("14:16", "“call”?"), ("16:9", "“title”?")]),
        ("promise: answer-at-once,", "promis: answer-at-onc,", [("14:16", "“call”?"), ("18:19", "“promise”?"),
                                                                ("18:27", "“answer-at-once”?")]),
        ("channel: email", "mood: happy", [("12:9", "“emotion”?"), ("14:16", "“call”?")]),
        ("channel: email", "qqqqq: 1", [("12:9", "Known here"), ("14:16", "“call”?")]),
        ("- id: call", "- ide: call", [("14:16", "“call”?"), ("15:9", "“id”?")]),
        ("- id: call", "- id: the call", [("15:13", "Write: the-call")]),
    ],
)  # fmt: skip
def test_below_a_mistyped_name_all_is_looked_at(
    right: str, wrong: str, told: list[tuple[str, str]], write_book: Write
) -> None:
    journey = changed(JOURNEY, (right, wrong), ("next: [call]", "next: [cal]"))
    if (right, wrong) == ("owner: acc", "onwer: ac"):
        journey = changed(journey, ("next: [cal]", "next: [call]"))
    found = errors(load(write_book({**REST, "journeys/late.yml": journey}))[1])
    assert [place for place, *_ in found] == [f"late.yml:{place}" for place, _ in told]
    assert all(words in hint for (*_, hint), (_, words) in zip(found, told, strict=True))


def test_a_group_of_fields_is_meant_where_one_stands(write_book: Write) -> None:
    action = "title: Mend it\nquestion:\n  owner: acounting\n  deadline: soon\n"
    found = errors(load(write_book({**REST, "content/actions/mend.yml": action}))[1])
    assert [(place, hint.partition(",")[0]) for place, _, hint in found] == [
        ("mend.yml:2:1", "Did you mean “questions”?"),
        ("mend.yml:3:10", "Did you mean “accounting”?"),
        ("mend.yml:4:13", "Write year-month-day"),
    ]


def test_short_forms_are_meant_as_their_titles(write_book: Write) -> None:
    phases = "phases:\n  One:\n    - I call: 3\n    - {title: I wait, next: [i-cal, i-call]}\n"
    short = f"title: T\npersona: small-bakery\n{phases}"
    found = errors(load(write_book({**REST, "journeys/late.yml": short}))[1])
    assert [(place, hint[:21]) for place, _, hint in found] == [
        ("late.yml:5:15", "Write -2 (terrible), "),
        ("late.yml:6:30", "Did you mean “i-call”"),
    ]


def test_of_a_list_only_what_is_wrong_is_left_out(write_book: Write) -> None:
    journey = changed(JOURNEY, ("keeps: [answer-at-once]", "keeps: [answer-at-once, [x], answr-at-once]"))
    found = errors(load(write_book({**REST, "journeys/late.yml": journey}))[1])
    assert [place for place, *_ in found] == ["late.yml:13:33", "late.yml:13:38"]


def test_ids_given_twice_are_told_beside_other_mistakes(write_book: Write) -> None:
    journey = changed(JOURNEY, ("id: call", "id: bill"), ("next: [call]", "next: [paid]"), ("email", "[email]"))
    study = changed(
        REST["content/evidence/letters.yml"], ("{text: So", "{id: many, text: So"), ("Letters", "Letters\ndate: May")
    )
    found = errors(load(write_book({**REST, "journeys/late.yml": journey, "content/evidence/letters.yml": study}))[1])
    assert [place for place, *_ in found] == ["letters.yml:2:7", "letters.yml:3:41", "late.yml:12:18", "late.yml:15:13"]


def test_what_stands_in_an_unread_file_is_known_as_far_as_it_can_be_read(write_book: Write) -> None:
    action = "title: Mend it\naddresses: [late/bil, late/call]\n"
    files = {**REST, "content/actions/mend.yml": action}
    readable = changed(JOURNEY, ("email", "[email]"))
    told = ["mend.yml:2:13", "late.yml:12:18"]
    assert [each[0] for each in errors(load(write_book({**files, "journeys/late.yml": readable}))[1])] == told
    unsure = changed(JOURNEY, ("id: bill", "id: the bill"))
    assert [each[0] for each in errors(load(write_book({**files, "journeys/late.yml": unsure}))[1])] == [
        "late.yml:10:13"
    ]
    unreadable = JOURNEY.replace("title: Pay", "\ttitle: Pay")
    assert [each[0] for each in errors(load(write_book({**files, "journeys/late.yml": unreadable}))[1])] == [
        "late.yml:1:1"
    ]


def test_settings_with_a_mistake_say_all_the_rest(write_book: Write) -> None:
    book = "tolerance: [56]\nobjectives: [{id: keep, statement: Keep}]\nrules: {too-many-personas: off}\n"
    journey = JOURNEY + "supports: [kep]\n"
    read, problems = load(write_book({**REST, "content/book.yml": book, "journeys/late.yml": journey}))
    assert [each[0] for each in errors(problems)] == ["book.yml:1:13", "late.yml:20:12"]
    assert read.settings.rules == {"too-many-personas": "off"}
    assert [objective.id for objective in read.settings.objectives] == ["keep"]


def test_languages_under_a_mistyped_name_are_still_the_languages(write_book: Write) -> None:
    book = "langages: [en, pl]\n"
    files = {**REST, "content/book.yml": book, "content/actors/accounting.yml": "title: {en: A, pl: B}\n"}
    assert [each[0] for each in errors(load(write_book(files))[1])] == ["book.yml:1:1"]


def test_a_file_without_an_id_of_its_own_is_looked_through(write_book: Write) -> None:
    files = dict(REST)
    files["content/actors/Accounting.yml"] = files.pop("content/actors/accounting.yml") + "level: boss\n"
    files["content/actors/small-bakery.yml"] = "title: B\nowner: helplin\n"
    found = errors(load(write_book({**files, "journeys/late.yml": JOURNEY}))[1])
    assert [place for place, *_ in found] == [
        "Accounting.yml:1:1", "Accounting.yml:2:8", "small-bakery.yml:1:1", "small-bakery.yml:2:8"
    ]  # fmt: skip


def test_a_persona_that_an_unread_journey_may_name_is_not_missed(write_book: Write) -> None:
    promise = {"content/promises/answer.yml": "text: We answer\nto: [student]\n"}
    broken = "title: Late\n\tpersona: student\nphases: {Paying: [I pay: 1]}\n"
    assert [each[0] for each in errors(load(write_book({**promise, "journeys/late.yml": broken}))[1])] == [
        "late.yml:2:1"
    ]


def test_a_file_with_a_mistake_of_yaml_is_no_part_of_the_book(write_book: Write) -> None:
    journey = changed(JOURNEY, ("owner: accounting", "owner: *accounting"), ("[letters]", "[leters]"))
    book, problems = load(write_book({**REST, "journeys/late.yml": journey}))
    assert [each[0] for each in errors(problems)] == ["late.yml:3:8", "late.yml:18:55"]
    assert (book.journeys, book.unread) == ({}, {"late"})


# The shipped book, with names in it that lead nowhere, broken in one place at a time.


@dataclass(frozen=True)
class Memory:
    """Files of a book that are nowhere on the disk."""

    files: Files

    def names(self) -> tuple[str, ...]:
        return tuple(self.files)

    def pages(self) -> tuple[str, ...]:
        return ()

    def data(self, name: str, most: int) -> bytes | None:
        return self.files[name][:most] if name in self.files else None

    def mark(self, name: str) -> str:
        return sha1(self.files.get(name, b""), usedforsecurity=False).hexdigest()


class Field(NamedTuple):
    """A field as typed: its file, its name, where that stands, and where its value does."""

    file: str
    name: str
    at: source.Span
    value_at: source.Span


KNOWN: Known = {}
"""Contents of all files that any of the tests below has read."""

NAMING = {"persona", "id", "title", "touchpoints", "phases", "findings", "objectives", "brand", "values", "outcomes"}
"""Fields without which nobody knows which names there are."""


@cache
def shipped() -> Files:
    folder = Folder(ROOT)
    return {name: folder.data(name, 10**7) or b"" for name in folder.names()}


@cache
def planted() -> Files:
    """Return the shipped book with one or two references of every file changed in their last letter."""
    book, _ = load_from(Memory(shipped()), DAY)
    files, die = dict(shipped()), random.Random(0)
    for name, references in book.references.items():
        hard = [each for each in references if not each.ref.soft and "emotion_by" not in each.path]
        for reference in die.sample(hard, min(2, len(hard))):
            place = book.place(name, *reference.path)
            lines = files[place.file].decode().split("\n")
            lines[place.line - 1] = lines[place.line - 1].replace(reference.target, reference.target + "x", 1)
            files[place.file] = "\n".join(lines).encode()
    return files


def read(files: Files) -> tuple[Book, tuple[Problem, ...]]:
    return load_from(Memory(files), DAY, KNOWN)


def references_told(problems: tuple[Problem, ...]) -> set[tuple[str, str, int, str, str]]:
    return {
        (each.rule, each.place.file, each.place.line, each.message.say(), each.hint.say() if each.hint else "")
        for each in problems
        if each.rule in {"unknown-reference", "duplicate-id", "persona-sketch"}
    }


def fields_in(files: Files) -> Iterator[Field]:
    def below(file: str, value: source.Value) -> Iterator[Field]:
        if isinstance(value, source.Mapping):
            for name, item in value.items():
                yield Field(file, name, value.keys_at[name], value.values_at[name])
                yield from below(file, item) if name != "emotion_by" else ()  # names of personas are below it
        elif isinstance(value, source.Sequence):
            for item in value:
                yield from below(file, item)

    texts = ((name, data) for name, data in files.items() if name.endswith(".yml"))
    return (field for name, data in texts for field in below(name, source.read(data, name)[0]))


@cache
def fields() -> tuple[Field, ...]:
    return tuple(fields_in(planted()))


def broken(field: Field, way: str) -> Files:
    """Return the book with a name mistyped, changed past recognition, or with a value that nothing takes."""
    lines = planted()[field.file].decode().split("\n")
    line, begin, _, end = field.value_at if way == "value" else field.at
    typed = {"twice": field.name[0] + field.name, "unknown": f"zzq{len(field.name)}qz", "value": "[[zq], {zq: zq}]"}
    lines[line - 1] = lines[line - 1][: begin - 1] + typed[way] + lines[line - 1][end - 1 :]
    return {**planted(), field.file: "\n".join(lines).encode()}


def test_the_shipped_book_can_be_planted_with_mistakes() -> None:
    assert len(references_told(read(planted())[1])) > 150
    assert len(fields()) > 3000


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_one_field_that_is_broken_hides_no_other_mistake_and_makes_none(data: st.DataObject) -> None:
    field = fields()[data.draw(st.integers(0, len(fields()) - 1))]
    in_one_line = field.value_at[0] == field.value_at[2]
    way = data.draw(st.sampled_from(["twice", "unknown", *(["value"] if in_one_line else [])]))
    book, problems = read(broken(field, way))
    told, whole = references_told(problems), references_told(read(planted())[1])
    own = range(field.at[0], field.value_at[2] + 1)
    lost = {each for each in whole - told if each[1] != field.file or each[2] not in own}
    if field.name in NAMING:  # then the hint may be another: who does not know the names cannot tell which is meant
        assert {each[:-1] for each in told} <= {each[:-1] for each in whole}
    else:
        assert told <= whole
        assert lost == set()
    assert all(any(each.place.file == book.origins[name].file for each in problems) for name in book.unread)


@pytest.mark.parametrize("mistake", ["zzz: 1\n", "\tzzz: 1\n"], ids=["a field", "yaml"])
@pytest.mark.parametrize("folder", ["content/book.yml", *(f"{kind.folder}/" for kind in KINDS)])
def test_rules_tell_nothing_because_of_what_cannot_be_read(folder: str, mistake: str) -> None:
    def found(files: Files) -> set[tuple[str, str, int, str]]:
        checked = rules.checked(*read(files), lambda file: files.get(file, b"").decode())
        return {(each.rule, each.place.file, each.place.line, each.message.say()) for each in checked}

    wrong = {name: data + mistake.encode() for name, data in shipped().items() if name.startswith(folder)}
    new = found({**shipped(), **wrong}) - found(shipped())
    assert len(wrong) > 0
    assert {file for _, file, _, _ in new} == {name for name in wrong if name.endswith(".yml")}


# The shipped book, with one name mistyped, and below it one line at which reading stops.


class Line(NamedTuple):
    """A field with its text on one line: the file, the number of the line from 0, what stands in it."""

    file: str
    number: int
    lead: str
    name: str
    text: str


PLAIN = re.compile(r"( *(?:- )?)([a-z_]{3,}): ([^\s\"'\[{|>&*!#:]+(?: [^\s#:\"]+)*)")
STOPS: Mapping[str, Callable[[Line], str]] = {
    "a tab": lambda line: f"\t{line.lead.strip()}{' ' * ('-' in line.lead)}{line.name}: {line.text}",
    "no colon": lambda line: f"{line.lead}{line.name} {line.text}",
    "an open quotation mark": lambda line: f'{line.lead}{line.name}: "{line.text}',
    "an open bracket": lambda line: f"{line.lead}{line.name}: [{line.text}",
    "a colon": lambda line: f"{line.lead}{line.name}: Well: {line.text}",
    "a star": lambda line: f"{line.lead}{line.name}: *{line.text}*",
    "a word behind quotes": lambda line: f'{line.lead}{line.name}: "{line.text}" she said',
}


@cache
def lines() -> tuple[Line, ...]:
    """Return all fields whose plain text stands right behind the name, and which no text by language are."""
    typed = {name: data.decode().split("\n") for name, data in shipped().items() if name.endswith(".yml")}
    found = list[Line]()
    for field in fields_in(shipped()):
        number = field.at[0] - 1
        begin = PLAIN.fullmatch(typed[field.file][number])
        if begin and field.value_at[2] == field.at[0] and field.file != "content/book.yml":
            found.append(Line(field.file, number, *begin.groups()))
    return tuple(found)


def errors_in(files: Files) -> set[tuple[str, str, int, str]]:
    wrong = (each for each in read(files)[1] if each.severity is Severity.ERROR)
    return {(each.rule, each.place.file, each.place.line, each.message.say()) for each in wrong}


def mistyped_in(*mistakes: tuple[Line, str]) -> Files:
    """Return the book with other words in these lines of one file."""
    file = mistakes[0][0].file
    typed = shipped()[file].decode().split("\n")
    for line, wrong in mistakes:
        typed[line.number] = wrong
    return {**shipped(), file: "\n".join(typed).encode()}


def test_the_shipped_book_has_lines_to_be_mistyped() -> None:
    assert errors_in(shipped()) == set()
    assert len(lines()) > 1500


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 10**9), st.sampled_from(sorted(STOPS)))
def test_a_mistyped_name_and_a_line_below_that_cannot_be_read_are_told_together(seed: int, stop: str) -> None:
    die = random.Random(seed)
    upper = die.choice(lines())
    others = [line for line in lines() if line.file == upper.file and line.number > upper.number]
    if not others:
        return
    lower = die.choice(others)
    mistyped = upper, f"{upper.lead}{upper.name[0]}{upper.name}: {upper.text}"
    stopped = lower, STOPS[stop](lower)
    names, lines_unread = errors_in(mistyped_in(mistyped)), errors_in(mistyped_in(stopped))
    assert len(lines_unread) == 1
    assert errors_in(mistyped_in(mistyped, stopped)) == names | lines_unread
