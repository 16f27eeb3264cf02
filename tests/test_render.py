"""Whatever an author types comes out as typed: in a page, in a drawing, in Markdown."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError
from markdown import markdown
from markupsafe import Markup, escape

from journeybook import TEMPLATES, render, words
from journeybook.model import Text
from journeybook.render.columns import labels
from journeybook.render.marked import Marked
from journeybook.words import phrase, phrases

NASTY = [
    'a"b',
    "a\\",
    '\\"]; x [label="y',
    "<b>",
    "&amp;",
    "{",
    "\\N",
    "# a",
    "1. a",
    "[a](javascript:b)",
    "`a`",
    "a\nb",
]


@pytest.mark.parametrize("text", NASTY)
def test_a_page_shows_markup_as_text(text: str) -> None:
    shown = render.html().from_string("<p>{{ text }}</p>").render(text=text)
    assert shown.count("<") == 2
    assert shown.count('"') == 0


@pytest.mark.parametrize("text", NASTY)
def test_a_value_in_dot_is_one_string(text: str) -> None:
    written = render.dot().from_string("{{ text }}").render(text=text)
    inner = written[1:-1].replace("\\\\", "").replace('\\"', "")
    assert written[0] == written[-1] == '"'
    assert '"' not in inner
    assert not inner.endswith("\\")


def test_what_is_quoted_stays_as_it_is() -> None:
    assert render.dot().from_string("{{ text }}").render(text=render.Quoted('"a\\l"')) == '"a\\l"'


def test_numbers_are_quoted_too() -> None:
    assert render.dot().from_string("width={{ 1.5 }}").render() == 'width="1.5"'


@pytest.mark.parametrize("text", [*NASTY, "- a", "+ a", "a|b", "~~a~~", "*a* _b_", "=1+1", "2) a"])
def test_markdown_shows_the_text_as_typed(text: str) -> None:
    written = render.markdown().from_string("{{ text }}").render(text=text)
    shown = markdown(written).removeprefix("<p>").removesuffix("</p>")
    assert unescape(shown).replace("\u2060", "") == " ".join(text.split())


def test_a_name_that_is_not_there_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        render.html().from_string("{{ nothing }}").render()


def test_the_words_of_a_template_are_those_of_its_language() -> None:
    template = "{{ language }} {{ _('%(n)s words', n=name) }} {{ ngettext('%(num)s page', '%(num)s pages', 2) }}"
    assert render.html(language="en").from_string(template).render(name="<a>") == "en &lt;a&gt; words 2 pages"


def test_filters_speak_the_language() -> None:
    template = "{{ text|say }} {{ 1234.5|number }} {{ 0.5|percent }}"
    shown = render.html(language="pl").from_string(template).render(text=phrase("No such words"))
    assert shown == "No such words 1\xa0234,5 50%"


def test_names_of_columns_are_texts_of_css_without_tags() -> None:
    names = ["Promise", "Who’s \\ 'asked'", Markup('<a href="x">To be <b>kept</b></a> &amp; at')]
    assert labels(names) == r"--c2:'Who’s \\ \'asked\'';--c3:'To be kept & at'"
    assert labels(["alone"]) == ""


def test_a_book_replaces_a_template_by_one_of_the_same_name(tmp_path: Path) -> None:
    own = tmp_path / "diagrams" / "looks.dot.j2"
    own.parent.mkdir()
    own.write_text("own looks", "utf-8")
    assert render.dot(tmp_path).get_template("diagrams/looks.dot.j2").render() == "own looks"
    assert render.dot(tmp_path).get_template("diagrams/journey_map.dot.j2").filename == str(
        TEMPLATES / "diagrams" / "journey_map.dot.j2"
    )


def test_languages_share_compiled_templates_but_not_their_words() -> None:
    english, polish = render.html(language="en"), render.html(language="pl")
    assert english is not polish
    assert english.globals["language"] == "en"
    assert polish.globals["language"] == "pl"


def test_an_attribute_goes_before_an_entry_and_neither_is_an_error() -> None:
    """Compiled for speed, templates still look things up as Jinja does, in loops and macros too."""
    said = render.html().from_string(
        "{% macro one(it) %}<b>{{ it.name }}</b>{% endmacro %}"
        "{% for it in all %}{{ one(it) }}{{ it.name.title() }}{% endfor %}{{ all[0].none is defined }}"
    )
    assert said.render(all=[{"name": "a<b"}, {"name": "c"}]) == "<b>a&lt;b</b>A&lt;B<b>c</b>CFalse"
    with pytest.raises(UndefinedError):
        render.html().from_string("{{ it.none }}").render(it={})
    assert render.html().from_string("{{ it.items() }}").render(it={"items": 1}) == "dict_items([(&#39;items&#39;, 1)])"


def test_our_words_are_said_in_the_language_and_filled_in() -> None:
    page = (
        '{{ _("Owner") }}, {{ _("Owner") ~ "<" }}, {{ _("until %(day)s", day=day) }}'
        ', {{ _("until %(day)s", **{"day": "now"}) }}'
        '{% set word = "Owner" %}, {{ _(word) }}, {{ _("95%% interval") }}'
    )
    polish = [words.translations("pl").gettext(each) for each in ("Owner", "until %(day)s", "95%% interval")]
    assert render.html(language="pl").from_string(page).render(day="<b>") == ", ".join(
        [
            polish[0],
            f"{polish[0]}&lt;",
            polish[1] % {"day": "&lt;b&gt;"},
            polish[1] % {"day": "now"},
            polish[0],
            polish[2] % (),
        ]
    )


@pytest.mark.parametrize(
    "text", [*NASTY, "plain – words", "it's", Text("it's <b>"), Text({"en": "a & b"}), Text("plain")]
)
def test_words_of_the_page_are_escaped_and_no_more(text: Text | str) -> None:
    said = escape(text if isinstance(text, str) else text.say("en"))
    assert render.html(None, "en", "en").from_string("{{ marked(text) }}|{{ text|say }}").render(text=text) == (
        f"{said}|{said}"
    )


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"en": "a"}, "en"),
        ({"pl": "a", "en": "b"}, ""),
        ({"": "Pays the bill"}, "en"),
        ({"": "Płaci"}, ""),  # perhaps a name
        ({"": "SMS 24"}, ""),
        ({"": "Anna Nowak"}, ""),
        ({"": "late-invoice/reminder"}, ""),
        ({"": "支払い"}, "en"),  # no script of capitals: no name either
        ({}, ""),
    ],
)
def test_words_of_another_language_tell_it(typed: dict[str, str], told: str) -> None:
    """A reader's voice must know which language a text is in; a phrase of ours is always of the page's."""
    text = Text(typed)
    words = escape(text.say("pl"))
    assert Marked("pl", "en")(text) == (f'<span lang="{told}">{words}</span>' if told else words)
    assert Marked("pl", "en").foreign(text) == told
    assert Marked("pl").foreign(text) == ("" if "" in typed else told)
    assert Marked("en", "en")(Text({"": "Pays the bill"})) == "Pays the bill"


def test_a_sentence_marks_each_text_in_it_by_itself() -> None:
    inner = phrase("{promise}: {why}", promise=Text({"pl": "<b>Słowo</b>"}), why=Text({"en": "“a” & {b}"}))
    marked = Marked("pl", "en")(phrase("{journey}: on paper", journey=inner))
    assert marked == '&lt;b&gt;Słowo&lt;/b&gt;: <span lang="en">“a” &amp; {b}</span>: na papierze'
    assert Marked("pl", "en")(phrases("{count} {what}", "{count} {what}", 2, what=1.5)) == "2 1,5"
    assert Marked("pl", "en")(phrase("{count} characters", count=3)) == "3 characters", "a name like any other"


@given(st.text(), st.text(), st.sampled_from(["en", "pl", ""]))
def test_nothing_that_is_typed_gets_out_of_a_marked_sentence(typed: str, other: str, language: str) -> None:
    """Whatever stands in texts, the tags are ours alone and the words are what was typed."""
    text = Text({language: typed})
    marked = Marked("pl", "en")(phrase("{one} <{two}>", one=text, two=other))
    bare = re.sub('<span lang="en">|</span>', "", marked)
    assert not re.search("[<>\"']", bare)
    assert unescape(bare) == f"{typed} <{other}>"
