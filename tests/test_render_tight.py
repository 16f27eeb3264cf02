"""A theme's frame without the blanks of its layout: what a browser shows of it stays."""

from __future__ import annotations

from jinja2 import DictLoader, Environment

from journeybook.render.tight import Tight


def rendered(source: str, **words: object) -> str:
    templates = {"page": source, "icon": "<svg></svg>"}
    return (
        Environment(loader=DictLoader(templates), extensions=[Tight], autoescape=True)
        .get_template("page")
        .render(words)
    )


def test_a_line_loses_its_indentation_and_one_that_puts_out_nothing_goes() -> None:
    source = "<ul>\n  {% for each in all %}{# each #}\n    <li>\n      {{ each }}\n    </li>\n  {% endfor %}\n</ul>\n"
    assert rendered(source, all="ab") == "<ul>\n<li>\na\n<li>\nb\n</ul>"


def test_what_ends_by_itself_is_not_ended() -> None:
    source = "<table><thead><tr><th>{{ a }}</th></tr></thead>\n<tbody><tr><td>b</td></tr></tbody></table><p>c</p>"
    assert rendered(source, a="a") == "<table><thead><tr><th>a<tbody><tr><td>b</table><p>c</p>"
    assert rendered("<dl><dt>a</dt><dd>b <i>c</i></dd></dl>") == "<dl><dt>a<dd>b <i>c</i></dl>"


def test_between_words_one_blank_is_left() -> None:
    assert rendered("one\n  {% if yes %}\n  two\n  {% endif %}\n  three", yes=True) == "one\ntwo\nthree"
    assert rendered('{% include "icon" %}\n  {{ word }}\n  {{ word }}', word="top") == "<svg></svg>\ntop\ntop"
    assert rendered("one {% if yes %}\ntwo{% endif %}", yes=True) == "one \ntwo"


def test_what_is_shown_as_typed_stays_as_typed() -> None:
    source = "  <pre>\n    {% if yes %}\n  a\n    {% endif %}\n</pre>"
    assert rendered(source, yes=True) == "  <pre>\n    \n  a\n    \n</pre>"
