"""The order in which readers look for names: that of their own alphabet, whatever the ids are."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeybook.alphabet import alphabetical


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("pl", "„Ala” azot ąę cud ćma e e-mail emalia lód luz Ława łódź zebra źrebak żaba"),
        ("pl_PL", "luz łódź maj"),
        ("en", "cafe café Caffeine lodge łódź luz"),
        ("de", "Apfel Äpfel Ende groß Großmut Zug"),
        ("sv", "a z å ä ö"),
        ("es", "nube ñame oso"),
        ("ru", "дом единица ёлка если жар зима игра ижица йод яма"),
        ("uk", "гора ґава єдність жук ива їжак йод"),
        ("", "Abc бвг 中国 日本"),
        ("no language at all", "a b"),
    ],
)
def test_names_stand_where_a_reader_looks_for_them(language: str, names: str) -> None:
    right = names.split()
    mixed = Random(1).sample(right, len(right))
    assert sorted(mixed, key=lambda name: alphabetical(name, language)) == right


def test_a_number_counts_as_one_and_a_word_ends_before_a_longer_one() -> None:
    right = ["2 visits", "10 visits", "Step", "Step 2", "Step 10", "Step by step", "Steps"]
    assert sorted(Random(2).sample(right, len(right)), key=lambda name: alphabetical(name, "en")) == right


@given(st.lists(st.text()), st.sampled_from(["en", "pl", "ru", "xx"]), st.randoms())
def test_any_names_have_one_order(names: list[str], language: str, random: Random) -> None:
    ordered = sorted(names, key=lambda name: alphabetical(name, language))
    random.shuffle(names)
    assert sorted(names, key=lambda name: alphabetical(name, language)) == ordered
    assert len({alphabetical(name, language) for name in names}) == len(set(names))
