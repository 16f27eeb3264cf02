"""Every language says all that English says, with the same things put in; the words are found as CONTRIBUTING tells."""

from __future__ import annotations

import ast
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po

from journeybook import render
from journeybook.model.fields import documented, field_notes
from journeybook.rules import all_rules

ROOT = Path(__file__).parents[1]
CATALOGUES = ROOT / "generator" / "journeybook" / "locale"
QUOTES = {"pl": ("„", "”"), "ru": ("«", "»")}
COUNT = {"count", "num", "shown"}  # what a form for one may leave out: “a file”
IN_PYTHON = re.compile(r"\{(\w+)(?:!r)?\}")
IN_TEMPLATES = re.compile(r"%\((\w+)\)s")

pytestmark = pytest.mark.xdist_group("translations")  # on one worker, so that words are looked for once


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """All that is to be translated, found by the command in CONTRIBUTING, with the places where it stands."""
    told = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    command = re.search(r"pybabel extract [^`\n]+", told)
    assert command
    found = tmp_path_factory.mktemp("words") / "words.pot"
    options = shlex.split(command[0].replace("--no-location", ""))
    options[options.index("-o") + 1] = str(found)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        CommandLineInterface().run([options[0], "-q", *options[1:]])  # type: ignore[no-untyped-call]
    with found.open("rb") as file:
        return read_po(file)


@pytest.fixture(scope="module", params=sorted(path.stem for path in CATALOGUES.glob("*.po")))
def other(request: pytest.FixtureRequest) -> Catalog:
    """What one language says."""
    with (CATALOGUES / f"{request.param}.po").open("rb") as file:
        return read_po(file, locale=request.param)


def entries(catalog: Catalog) -> Iterator[Message]:
    """Give the messages without the header."""
    return (message for message in catalog if message.id)


def originals(message: Message) -> tuple[str, ...]:
    """Return the English of a message: one text, or those for one and for many."""
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def translations(message: Message) -> tuple[str, ...]:
    """Return what another language says for a message: one text or the three forms."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def placeholders(text: str) -> list[str]:
    """Return what is put into a text, in both ways of writing it."""
    return sorted({*IN_PYTHON.findall(text), *IN_TEMPLATES.findall(text)})


def said_in(ending: str, words: Catalog) -> Iterator[Message]:
    """Give the messages of files with this ending."""
    return (each for each in entries(words) if any(file.endswith(ending) for file, _ in each.locations))


def test_rules_and_fields_are_found_as_well(words: Catalog) -> None:
    known = {text for message in entries(words) for text in originals(message)}
    rules = {rule.explained.summary for rule in all_rules().values()}
    reasons = {rule.explained.reason for rule in all_rules().values()} - {""}
    fields = {note.told.singular for record in documented() for note in field_notes(record)} - {""}
    assert not (rules | reasons | fields) - known


def test_no_words_stand_inside_of_an_f_string() -> None:
    """Before Python 3.12 an f-string is one word to whoever collects what is said, and nobody would translate it."""
    offences = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in sorted((ROOT / "generator").rglob("*.py"))
        for text in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in {"phrase", "phrases"}
    ]
    assert offences == []


def test_everything_is_said(words: Catalog, other: Catalog) -> None:
    said = {message.id for message in entries(other) if all(translations(message))}
    assert sorted(originals(message)[0] for message in entries(words) if message.id not in said) == []


def test_nothing_is_left_of_what_is_no_longer_said(words: Catalog, other: Catalog) -> None:
    known = {message.id for message in entries(words)}
    assert sorted(originals(message)[0] for message in entries(other) if message.id not in known) == []
    assert not other.obsolete


def test_nothing_is_in_doubt(other: Catalog) -> None:
    assert [message.id for message in entries(other) if message.fuzzy] == []


def test_there_are_three_forms_for_numbers(other: Catalog) -> None:
    counted = [message for message in entries(other) if message.pluralizable]
    assert counted
    assert [message.id for message in counted if len(translations(message)) != 3] == []


def test_what_english_puts_in_is_put_in(other: Catalog) -> None:
    wrong = []
    for message in entries(other):
        of_one, wanted = set(placeholders(originals(message)[0])), set(placeholders(originals(message)[-1]))
        least = of_one - COUNT if message.pluralizable else wanted
        first, *others = [set(placeholders(text)) for text in translations(message) if text] or [wanted]
        if not least <= first <= wanted | of_one or any(other != wanted for other in others):
            wrong.append(message.id)
    assert wrong == []


def test_python_can_fill_in_what_it_says(words: Catalog, other: Catalog) -> None:
    for message in said_in(".py", words):
        given = dict.fromkeys(placeholders(" ".join(originals(message))), "x")
        translated = other.get(originals(message)[0])
        for text in translations(translated) if translated and given else ():
            assert not {"{", "}"} & set(text.format(**given)), text


def test_templates_can_fill_in_what_they_say(words: Catalog) -> None:
    template = render.html(language="pl").from_string("{{ _(text, **given) }}")
    for message in said_in(".j2", words):
        if isinstance(message.id, str):
            shown = template.render(text=message.id, given=dict.fromkeys(placeholders(message.id), "x"))
            assert "%%" not in shown and "%(" not in shown, message.id


def test_a_percentage_in_a_template_has_one_sign() -> None:
    template = render.html(language="pl").from_string('{{ _("95%% interval") }}')
    assert template.render() == "Przedział 95%"


def test_templates_choose_the_form_by_the_number() -> None:
    template = render.html(language="pl").from_string(
        '{{ ngettext("%(num)s touchpoint", "%(num)s touchpoints", number) }}'
    )
    said = [template.render(number=number).removeprefix(f"{number} ") for number in (1, 2, 5, 12, 22)]
    assert said == ["punkt styku", "punkty styku", "punktów styku", "punktów styku", "punkty styku"]


def test_quotation_marks_are_those_of_the_language(other: Catalog) -> None:
    first, last = QUOTES[str(other.locale)]
    foreign = {"“", *(mark for marks in QUOTES.values() for mark in marks)} - {first, last}
    said = [(message.id, text) for message in entries(other) for text in translations(message)]
    assert [name for name, text in said if foreign & set(text) or text.count(first) != text.count(last)] == []


def test_what_is_typed_in_code_is_kept(other: Catalog) -> None:
    code = re.compile(r"`[^`]*`")
    wrong = [
        message.id
        for message in entries(other)
        for text in translations(message)
        if text and sorted(code.findall(text)) != sorted(code.findall(originals(message)[-1]))
    ]
    assert wrong == []


TERMS = {
    "pl": {"phase": "etap", "stage": "faz"},
    "ru": {"phase": "этап", "stage": "стади"},
}
"""What a part of a journey is called, and what one of the nine in a customer's life with us."""


def test_phases_and_stages_have_a_name_each(other: Catalog) -> None:
    names = TERMS[str(other.locale)]
    for message in entries(other):
        english = " ".join(originals(message)).lower()
        spoken = set(re.findall(r"\b(phase|stage)s?\b", re.sub(r"\{\w+\}|%\(\w+\)s|[“”\"]", " ", english)))
        said = " ".join((message.string,) if isinstance(message.string, str) else message.string or ()).lower()
        said = re.sub(r"\{\w+\}|%\(\w+\)s", " ", said)
        wrong = [names[name] for name in names if name not in spoken and re.search(rf"\b{names[name]}", said)]
        assert not (spoken and wrong), (english, said)


def test_a_figure_is_no_value_of_a_service_and_a_place_of_work_no_stage_of_life(other: Catalog) -> None:
    told = {each: other.get(each) for each in ("Figure", "Where it works", "Stage of life")}
    said = {name: str(message.string) for name, message in told.items() if message}
    assert len(set(said.values())) == len(told)
    if str(other.locale) == "ru":
        assert said["Figure"] == "Значение"
