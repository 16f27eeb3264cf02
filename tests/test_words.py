from __future__ import annotations

import datetime
import gettext
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from journeybook import words
from journeybook.model.choices import counted, length
from journeybook.model.values import Duration
from journeybook.words import compiled, date_, number, percent, phrase, phrases, slug

CATALOGUES = sorted((Path(words.__file__).parent / "locale").glob("*.po"))
POLISH = """
msgid ""
msgstr ""
"Language: pl\\n"
"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);\\n"
"Content-Type: text/plain; charset=utf-8\\n"

msgid "Owner: {name}"
msgstr "Właściciel: {name}"

msgid "the shop"
msgstr "sklep"

msgid "{count} day in {place}"
msgid_plural "{count} days in {place}"
msgstr[0] "{count} dzień, {place}"
msgstr[1] "{count} dni, {place}"
msgstr[2] "{count} dni razem, {place}"

#, fuzzy
msgid "Promise"
msgstr "Przyrzeczenie?"

msgid "Journey"
msgstr ""
"""


@pytest.fixture
def polish(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    catalogues: dict[str, gettext.NullTranslations] = {"pl": compiled(POLISH.encode(), "pl")}
    monkeypatch.setattr(words, "translations", lambda code: catalogues.get(code, gettext.NullTranslations()))
    yield


def test_a_phrase_says_its_english_words_with_what_belongs_in_them() -> None:
    assert phrase("Owner: {name}", name="Hanna").say() == "Owner: Hanna"


@pytest.mark.usefixtures("polish")
def test_a_phrase_says_what_the_catalogue_of_its_language_has() -> None:
    assert phrase("Owner: {name}", name="Hanna").say("pl") == "Właściciel: Hanna"


@pytest.mark.usefixtures("polish")
@pytest.mark.parametrize(("count", "said"), [(1, "1 dzień"), (2, "2 dni"), (5, "5 dni razem"), (22, "22 dni")])
def test_the_form_of_a_polish_word_follows_its_number(count: int, said: str) -> None:
    days = phrases("{count} day in {place}", "{count} days in {place}", count, place="Łódź")
    assert days.say("pl") == f"{said}, Łódź"


def test_the_form_of_an_english_word_follows_its_number() -> None:
    assert [phrases("{count} day", "{count} days", count).say() for count in (0, 1, 2)] == ["0 days", "1 day", "2 days"]


@pytest.mark.usefixtures("polish")
def test_a_phrase_in_a_phrase_speaks_the_same_language() -> None:
    assert phrase("Owner: {name}", name=phrase("the shop")).say("pl") == "Właściciel: sklep"
    assert phrase("Owner: {name}", name=phrase("the shop")).say("en") == "Owner: the shop"


@dataclass(frozen=True)
class Named:
    """Stands for an author's text in several languages."""

    texts: tuple[tuple[str, str], ...]

    def say(self, language: str) -> str:
        return dict(self.texts)[language]


@pytest.mark.usefixtures("polish")
def test_an_authors_text_in_a_phrase_speaks_the_same_language() -> None:
    name = Named((("en", "The shop"), ("pl", "Salon")))
    assert phrase("Owner: {name}", name=name).say("pl") == "Właściciel: Salon"


@pytest.mark.usefixtures("polish")
@pytest.mark.parametrize("missing", ["Persona", "Promise", "Journey"])
def test_words_without_a_sure_translation_stay_english(missing: str) -> None:
    assert phrase(missing).say("pl") == missing


def test_an_unknown_language_says_english() -> None:
    assert phrase("Owner: {name}", name="x").say("zz") == "Owner: x"
    assert phrase("Owner: {name}", name="x").say("../../etc/passwd") == "Owner: x"


def test_a_phrase_of_no_words_says_nothing() -> None:
    assert phrase("").say("pl") == ""


def test_what_an_author_writes_is_never_taken_for_a_placeholder() -> None:
    assert phrase("Owner: {name}", name="{name} {0} {x.__class__}").say() == "Owner: {name} {0} {x.__class__}"


def test_fractions_and_dates_in_a_phrase_are_written_as_the_language_does() -> None:
    told = phrase("{share} on {day} in line {line}", share=3.1, day=datetime.date(2026, 11, 22), line=1200)
    assert told.say("pl") == "3,1 on 22 lis 2026 in line 1200"


@pytest.mark.parametrize(
    ("value", "language", "digits", "written"),
    [
        (3.1, "pl", None, "3,1"),
        (3.1, "en", None, "3.1"),
        (3.0, "pl", None, "3"),
        (2.4996, "en", None, "2.5"),
        (30, "en", 1, "30.0"),
        (14.1, "en", 0, "14"),
        (-2, "en", None, "−2"),
        (-0.5, "pl", None, "−0,5"),
        (-0.004, "en", 2, "0.00"),
        (0.5, "en", 0, "1"),
        (2.5, "en", 0, "3"),
        (-2.5, "en", 0, "−3"),
        (2.675, "en", 2, "2.68"),
        (1234567.8, "en", 1, "1,234,567.8"),
        (1e30, "en", 0, "1" + ",000" * 10),
        (3.1, "zz-nowhere", None, "3.1"),
        (3.1, "pl-PL", None, "3,1"),
        (float("inf"), "en", None, "∞"),
    ],
)
def test_a_number_is_written_as_the_language_does(
    value: float, language: str, digits: int | None, written: str
) -> None:
    assert number(value, language, digits) == written


@pytest.mark.parametrize(
    ("share", "language", "digits", "written"),
    [
        (0.56, "en", 0, "56%"),
        (0.8685, "pl", 1, "86,9%"),
        (0.125, "en", 0, "13%"),
        (1, "ru", 0, "100\xa0%"),
        (0.235, "en", None, "24%"),
        (0.01, "en", None, "1%"),
        (0.003, "pl", None, "0,3%"),
        (0.0004, "en", None, "0.04%"),
        (0.068, "en", None, "6.8%"),
        (0.2996, "en", None, "30%"),
        (0.0999, "en", None, "10%"),
        (1e-9, "en", None, "0%"),
        (0.997, "en", None, "99.7%"),
        (0, "en", None, "0%"),
        (1, "en", None, "100%"),
    ],
)
def test_a_share_is_written_in_per_cent(share: float, language: str, digits: int | None, written: str) -> None:
    assert percent(share, language, digits) == written


COUNTED = {
    ("pl", "broken"): ("1 złamana", "2 złamane", "5 złamanych", "22 złamane", "25 złamanych"),
    ("pl", "at_risk"): ("1 zagrożona", "2 zagrożone", "5 zagrożonych", "22 zagrożone", "25 zagrożonych"),
    ("pl", "kept"): ("1 dotrzymana", "2 dotrzymane", "5 dotrzymanych", "22 dotrzymane", "25 dotrzymanych"),
    ("pl", "unmeasured"): ("1 niemierzona", "2 niemierzone", "5 niemierzonych", "22 niemierzone", "25 niemierzonych"),
    ("ru", "broken"): ("1 нарушено", "2 нарушено", "5 нарушено", "22 нарушено", "25 нарушено"),
    ("en", "unmeasured"): tuple(f"{count} not measured" for count in (1, 2, 5, 22, 25)),
}


@pytest.mark.parametrize(("language", "verdict"), COUNTED)
def test_promises_of_a_verdict_are_counted_in_the_right_form(language: str, verdict: str) -> None:
    said = tuple(counted(verdict, count).say(language) for count in (1, 2, 5, 22, 25))
    assert said == COUNTED[language, verdict]


@pytest.mark.parametrize(
    ("duration", "language", "written"),
    [
        (Duration(1, "month"), "pl", "1 miesiąc"),
        (Duration(22, "month"), "pl", "22 miesiące"),
        (Duration(1.5, "month"), "pl", "1,5 miesiąca"),
        (Duration(0.5, "year"), "pl", "0,5 roku"),
        (Duration(2.5, "week"), "ru", "2,5 недели"),
        (Duration(1.5, "day"), "en", "1.5 days"),
        (Duration(1.5, "h"), "pl", "1,5 godz."),
    ],
)
def test_a_length_of_time_has_the_right_form(duration: Duration, language: str, written: str) -> None:
    assert length(duration).say(language) == written


def test_a_day_is_written_as_the_language_does() -> None:
    day = datetime.date(2026, 11, 22)
    assert (date_(day, "pl"), date_(day, "en", "long")) == ("22 lis 2026", "November 22, 2026")


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("I wait, and wait", "i-wait-and-wait"),
        ("Zażółć gęślą jaźń!", "zazolc-gesla-jazn"),
        ("I can't pay — it’s late", "i-cant-pay-its-late"),
        ("Поздний счёт", "pozdniy-schet"),
        ("  --x--  ", "x"),
        ("…", ""),
    ],
)
def test_a_slug_has_small_letters_figures_and_hyphens(text: str, made: str) -> None:
    assert slug(text) == made


@given(st.text())
def test_a_slug_of_any_text_is_one_and_its_own_slug(text: str) -> None:
    made = slug(text)
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", made)
    assert slug(made) == made


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_a_translation_holds_the_placeholders_of_its_words(path: Path) -> None:
    catalogue = read_po(BytesIO(path.read_bytes()), locale=path.stem)
    marks = re.compile(r"\{\w+\}|%\(\w+\)[sd]|%[sd]")
    for message in catalogue:
        ids = (message.id,) if isinstance(message.id, str) else message.id
        said = (message.string,) if isinstance(message.string, str) else message.string or ()
        wanted = [{*marks.findall(words_)} - {"{count}", "%(num)s", "%(num)d"} for words_ in ids]
        pairs = zip((wanted[0], *wanted[-1:] * len(said)), said, strict=False)  # the first form is that of one
        assert all(own <= set(marks.findall(form)) for own, form in pairs if form and message.id), message.id


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_a_catalogue_knows_the_plural_forms_of_its_language(path: Path) -> None:
    catalogue = read_po(BytesIO(path.read_bytes()), locale=path.stem)
    forms = {"pl": 3, "ru": 3, "de": 2, "en": 2}
    assert catalogue.num_plurals == forms[path.stem]
