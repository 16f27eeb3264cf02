"""Colours: one token each, readable in light and dark, the same in Python and in the style sheets."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from journeybook import TEMPLATES
from journeybook.scene.colour import COLOURS, TOKENS, light

STYLES = TEMPLATES / "assets"
PAGE = {"light": "#FFFFFF", "dark": "#1E2129"}
STATES = ("kept", "risk", "broken", "unmeasured", "info", "moment")


def declared(name: str, dark: bool) -> dict[str, str]:
    """The custom properties of a style sheet: of all, then of the dark scheme."""
    light_part, dark_part = (STYLES / name).read_text("utf-8").split('[data-md-color-scheme="slate"]', 1)
    found = re.findall(r"--jb-([\w-]+):\s*(#[0-9a-fA-F]{6});", dark_part.split("}")[0] if dark else light_part)
    return {token: colour.lower() for token, colour in found}


def brightness(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((brightness(one), brightness(other)))
    return (high + 0.05) / (low + 0.05)


def test_a_light_colour_names_one_token() -> None:
    assert len(TOKENS) == len(COLOURS)
    assert TOKENS[light("kept").lower()] == "kept"


@pytest.mark.parametrize("token", COLOURS)
def test_the_page_declares_every_colour(token: str) -> None:
    if token == "paper":
        return
    expected, dark = COLOURS[token]
    assert declared("journeybook.css", dark=False)[token] == expected.lower()
    assert declared("journeybook.css", dark=True).get(token, expected.lower()) == dark.lower()


@pytest.mark.parametrize("token", COLOURS)
def test_every_colour_has_its_two_classes(token: str) -> None:
    sheet = (STYLES / "journeybook-drawings.css").read_text("utf-8")
    assert f".f-{token} {{ fill: var(--jb-{token}); }}" in sheet
    assert f".s-{token} {{ stroke: var(--jb-{token}); }}" in sheet


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_a_state_can_be_read_and_its_border_seen(state: str, scheme: int) -> None:
    text, ground, border = (COLOURS[name][scheme] for name in (state, f"{state}-bg", f"{state}-base"))
    assert contrast(text, ground) >= 4.5
    assert contrast(border, COLOURS["paper"][scheme]) >= 3


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("ink", ["ink", "muted"])
@pytest.mark.parametrize("ground", ["paper", "card", "band", "weak"])
def test_words_can_be_read_on_every_ground(ink: str, ground: str, scheme: int) -> None:
    assert contrast(COLOURS[ink][scheme], COLOURS[ground][scheme]) >= 4.5


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("ink", ["onhead", "onhead2"])
@pytest.mark.parametrize("ground", ["head", "still"])
def test_heads_can_be_read(ink: str, ground: str, scheme: int) -> None:
    assert contrast(COLOURS[ink][scheme], COLOURS[ground][scheme]) >= 4.5


def test_templates_use_only_colours_that_exist() -> None:
    used = set[str]()
    for path in sorted(Path(TEMPLATES / "diagrams").glob("*.j2")):
        text = path.read_text("utf-8")
        used |= set(re.findall(r'colour\["([\w-]+)"\]', text)) | set(re.findall(r"colour\.(\w+)", text))
    assert used
    assert used <= set(COLOURS)
