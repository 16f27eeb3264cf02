"""Text that stays in its box: widths, lines, and where words are parted."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeybook.scene import wrap
from journeybook.scene.cut import clusters, cut
from journeybook.scene.measure import Face, Type, lengths, width
from journeybook.scene.wrap import SAFE, glued, lines, plain, shortened

BOLD = Type(12, Face.BOLD)
REGULAR = Type(10)
MEASURE = lengths(REGULAR).__getitem__
NB = "\xa0"


@pytest.mark.parametrize(
    ("text", "face", "units"),
    [
        ("A", Face.REGULAR, 667),
        ("A", Face.BOLD, 722),
        ("i", Face.ITALIC, 222),
        ("Ж", Face.REGULAR, 923),
        ("Ω", Face.REGULAR, 748),
    ],
)
def test_widths_are_those_of_arial(text: str, face: Face, units: int) -> None:
    assert width(text, Type(1000, face)) == units


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("客", 1000),
        ("ｱ", 1000),
        ("😀", 1250),
        ("❤", 1250),
        ("🇵", 650),
        ("\u0301", 0),
        ("\u200d", 0),
        ("س", 850),
        ("ക", 1350),
    ],
)
def test_what_the_font_lacks_is_taken_for_wide(text: str, units: int) -> None:
    assert width(text, Type(1000)) == units


def test_a_line_is_as_full_as_it_goes() -> None:
    assert lines("one two three four", 60, REGULAR) == ("one two", "three four")


def test_no_text_has_no_lines() -> None:
    assert lines(" \n ", 60, REGULAR) == ()


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("a\tb\n c", "a b c"),
        ("a\x00\x07b", "ab"),
        ("a\u202eb\u2066", "ab"),
        ("a\ufeffb\uffff", "ab"),
        ("a\u2028b", "a b"),
        ("  two  ", "two"),
        (f"10{NB}%", f"10{NB}%"),
    ],
)
def test_a_drawing_carries_only_what_is_seen(typed: str, shown: str) -> None:
    assert plain(typed) == shown


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("to i owo", f"to i{NB}owo"),
        ("idę do domu", f"idę do{NB}domu"),
        ("он в доме", f"он в{NB}доме"),
        ("а не он", f"а{NB}не{NB}он"),
        ("czekam 15 min tam", f"czekam 15{NB}min tam"),
        ("tylko 5 % ludzi", f"tylko 5{NB}% ludzi"),
        ("tak – nie", f"tak{NB}– nie"),
        ("(w domu)", f"(w{NB}domu)"),
        ("with a view", f"with a{NB}view"),
    ],
)
def test_small_words_units_and_dashes_hold_on_to_their_neighbours(text: str, held: str) -> None:
    assert " ".join(glued(text)) == held


def test_words_that_hold_each_other_let_go_rather_than_be_parted() -> None:
    assert lines("mail z przypomnieniem", 98, BOLD) == ("mail z", "przypomnie-", "niem")


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("Donaudampfschifffahrtsgesellschaftskapitän", ("Donaudampfschiff-", "fahrtsgesellschafts-", "kapitän")),
        ("https://example.com/very/long/address", ("https://example.com/", "very/long/address")),
        ("客户第一次打开应用程序并注册账户", ("客户第一次打开应用程", "序并注册账户")),
        ("ВЫСОКОТЕХНОЛОГИЧНОГО", ("ВЫСОКОТЕХНОЛО-", "ГИЧНОГО")),
        ("🧾" * 10, ("🧾" * 8, "🧾" * 2)),
    ],
)
def test_a_word_longer_than_a_line_is_parted_where_a_reader_would(word: str, parts: tuple[str, ...]) -> None:
    assert lines(word, 136, BOLD) == parts


def test_japanese_lines_neither_begin_nor_end_with_the_wrong_sign() -> None:
    found = lines("「しばらくお待ちください」と、二十分も言われ続けた。", 80, REGULAR)
    assert len(found) > 2
    assert not any(line[0] in "、。」" or line[-1] == "「" for line in found)


@pytest.mark.parametrize("sign", ["👩‍💻", "🇵🇱", "👍🏽", "é", "ลู", "ก้า"])
def test_what_a_reader_sees_as_one_sign_stays_whole(sign: str) -> None:
    assert set(clusters(sign * 3)) == {sign}


def test_what_runs_from_the_right_keeps_its_order() -> None:
    assert lines("مرحبا (1)", 200, REGULAR) == ("\u2067مرحبا (1)\u2069",)
    assert lines("(1) hello مرحبا", 200, REGULAR) == ("(1) hello مرحبا",)


def test_what_does_not_fit_is_cut_with_a_sign() -> None:
    found = lines("one two three four five six seven", 60, REGULAR, 2)
    assert found == ("one two", "three four…")


@pytest.mark.parametrize("text", ["one … two three", "one…\xa0… two three"])
def test_a_cut_behind_three_dots_adds_none(text: str) -> None:
    for room in range(20, 90):
        (line,) = lines(text, room, REGULAR, 1)
        assert not line.replace("\xa0", " ").endswith(("……", "… …")), room


def test_a_cut_falls_behind_a_whole_word_if_the_line_stays_full() -> None:
    assert shortened("seventeen eighteen", 7_000, MEASURE) == "seventeen…"
    assert shortened("a Donaudampfschiff", 6_000, MEASURE) == "a Donauda…"


ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=80) | st.lists(
    st.sampled_from(
        ["z", "Bügel", "в", "客户第一", "😀", "self-service", "a/b/c", "–", "15", "min", "ÜBERMASS" * 4, "س"]
    )
).map(" ".join)


@given(ANY_TEXT, st.integers(40, 300), st.sampled_from([BOLD, REGULAR, Type(12.5, Face.ITALIC)]), st.integers(0, 4))
def test_no_line_is_wider_than_its_room(text: str, room: int, type_: Type, most: int) -> None:
    found = lines(text, room, type_, most)
    assert not most or len(found) <= most
    for line in found:
        assert width(line, type_) <= room * SAFE + 1e-6 or len(list(clusters(line.rstrip("-…")))) == 1


@given(ANY_TEXT, st.integers(40, 300))
def test_no_letter_is_lost_or_moved(text: str, room: int) -> None:
    def letters(words: str) -> str:
        return "".join(char for char in words if unicodedata.category(char)[0] == "L" or char.isdigit())

    assert letters("".join(lines(text, room, BOLD))) == letters(plain(text))


@given(st.text(min_size=2, max_size=60), st.integers(1, 200))
def test_a_cut_leaves_something_on_both_sides(word: str, room: int) -> None:
    if len(list(clusters(word))) > 1:
        head, rest = cut(word, room * 100, MEASURE)
        assert rest
        assert len(rest) < len(word)
        assert head


@pytest.mark.parametrize("sign", ["x", "(", "日", "-", "\u0301", "👩\u200d👩\u200d👧"])
@pytest.mark.parametrize("most", [0, 3])
def test_a_word_of_any_length_takes_a_moment(sign: str, most: int) -> None:
    """The signs looked at grow with the word, and not with its square; of a few lines only those are made."""
    looked_at = 0

    def measure(text: str) -> float:
        nonlocal looked_at
        looked_at += len(text)
        return MEASURE(text)

    word = sign * (50_000 // len(sign))
    found = wrap._filled([("", word)], 15_000, measure, most)
    assert looked_at < 40 * len(word)
    assert (
        len(found) == most + 1 if most and len(found) > 1 else "".join(found).replace("-", "") == word.replace("-", "")
    )
    assert len(shortened(word, 15_000, MEASURE)) <= max(100, len(word) if sign == "\u0301" else 0)
