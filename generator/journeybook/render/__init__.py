"""Jinja environments in which a template's author cannot forget to quote: HTML, DOT, Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, ChoiceLoader, Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from journeybook import TEMPLATES, words
from journeybook.edit import quoting
from journeybook.render.columns import label, labels
from journeybook.render.compiled import COMPILED
from journeybook.render.marked import Marked
from journeybook.render.quick import Remembered, Told, quickened, spoken
from journeybook.render.tight import Unended

_MARKDOWN_START = re.compile(r"([#+=-]|\d+(?=[.)]))")
_MARKDOWN = {**{sign: "\\" + sign for sign in "\\`*_{}[]"}, **{sign: f"&#{ord(sign)};" for sign in "<>&|~"}}
_MARKDOWN_SIGNS = str.maketrans(_MARKDOWN)
_NO_WIDTH = "\u200b"
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
_CALLS = re.compile(r"[@#!%~$&^](?=[\w\"'])|\bgh-(?=\d)|:(?=//)|:(?=[\w+-]+:)|\bwww(?=\.)", re.IGNORECASE)
_COMMIT = re.compile(r"\b[0-9a-f]{7,64}\b", re.IGNORECASE)
_DOT = str.maketrans({"\\": "\\\\", '"': '\\"', "&": "&amp;", "\n": "\\n"})


class Quoted(str):
    """Text that already is what the output needs; the environment leaves it as it is."""

    __slots__ = ()


@cache
def html(book_templates: Path | None = None, language: str = "en", first: str = "") -> Environment:
    """For pages: every value is escaped; `_`, `ngettext` and the filters speak the language.

    `marked` says what is of another language, too; `first` is the book's first language. Templates are looked for in
    the book's own folder first, then in the package's.
    """
    environment, told = (
        quickened(_environment(book_templates, autoescape=True)),
        Told(words.translations(language).gettext),
    )
    environment.told = told  # type: ignore[attr-defined]
    environment.add_extension(Unended)
    _speaking(environment, language).globals.update(
        _=spoken(told),
        marked=Marked(language, first),
        remembered=Remembered,
        zip=zip,
    )
    return environment


@cache
def dot(book_templates: Path | None = None) -> Environment:
    """For drawings: every value becomes a quoted DOT string, so no text can end it or add an attribute."""
    return quickened(_environment(book_templates, finalize=dot_quoted), Quoted)


@cache
def markdown(book_templates: Path | None = None, language: str = "en") -> Environment:
    """For Markdown: every value is escaped so that it shows as typed; a value marked `|safe` is left as it is."""
    return _speaking(_environment(book_templates, finalize=markdown_escaped), language)


@cache
def comment(language: str = "en") -> Environment:
    """For comments on a forge: as Markdown, and no value can call on a person, name a request or lead anywhere."""
    return _speaking(_environment(None, finalize=comment_escaped), language)


@cache
def yaml(language: str = "en") -> Environment:
    """For files of a book: every value becomes a text that is read as it stands, in quotes where it needs them.

    `|word` is for numbers, days and ids, `|name` for what stands before a colon, `|comment` for lines with `#`.
    """
    environment = _speaking(_environment(None, finalize=yaml_written), language)
    environment.filters.update(
        word=lambda value: Quoted(quoting.written_word(_in_line(value))),
        name=lambda value: Quoted(quoting.written(_in_line(value), "name")),
        comment=lambda value: Quoted(f"# {_in_line(value)}"),
        line=lambda value: Quoted(_in_line(value)),
    )
    return environment


@cache
def plain(language: str = "en") -> Environment:
    """For files whose every value is ours: nothing is escaped."""
    return _speaking(_environment(None), language)


def yaml_written(value: object) -> str:
    """The value as a text on one line of YAML, wherever a value may stand."""
    return value if type(value) is Quoted else quoting.written(_in_line(value))


def _in_line(value: object) -> str:
    return " ".join(str(value).split())


def dot_quoted(value: object) -> str:
    """The value as a DOT string; `&`, `\\` and `"` stay what they are."""
    return value if type(value) is Quoted else f'"{dot_escaped(str(value))}"'


def dot_escaped(text: str) -> str:
    """The text as it stands within a DOT string."""
    is_plain = not ('"' in text or "\\" in text or "&" in text or "\n" in text)  # faster than one pattern
    return text if is_plain else text.translate(_DOT)


def markdown_escaped(value: object) -> str:
    """The value so that Markdown shows it as typed, wherever in a line it stands; line breaks become blanks."""
    if isinstance(value, Markup):
        return str(value)
    text = markdown_inside(value)
    return _MARKDOWN_START.sub(_harmless, text, count=1) if _MARKDOWN_START.match(text) else text


def markdown_inside(value: object) -> str:
    """The value so that Markdown shows it as typed where it does not begin a line, such as in a cell of a table."""
    return " ".join(str(value).split()).translate(_MARKDOWN_SIGNS)


def comment_escaped(value: object) -> str:
    """The value as Markdown of GitHub and GitLab shows it as typed; what they would make a link of is broken up.

    They look for `@name`, `#12`, `!12`, `:smile:`, commits and addresses in the text that is left when Markdown is
    done, so escaping does not help; a space without width does. What turns the direction of writing is left out.
    """
    if isinstance(value, Markup):
        return str(value)
    text = _CALLS.sub(lambda found: found[0] + _NO_WIDTH, _UNSEEN.sub("", str(value)))
    text = _COMMIT.sub(lambda found: found[0][:6] + "".join(_NO_WIDTH + sign for sign in found[0][6:]), text)
    return markdown_escaped(text).replace("$", "\\$")


def _harmless(start: re.Match[str]) -> str:
    """What would begin a heading, a list or a line, made plain."""
    if start[0].isdigit():
        return start[0] + "\u2060"
    return "&#61;" if start[0] == "=" else "\\" + start[0]


def _environment(book_templates: Path | None, **options: Any) -> Environment:
    return Environment(  # noqa: S701 - pages escape, drawings quote, Markdown escapes: each in its own way
        loader=_loader(book_templates),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        extensions=["jinja2.ext.i18n"],
        bytecode_cache=COMPILED,
        **options,
    )


def _loader(book_templates: Path | None) -> BaseLoader:
    own = [FileSystemLoader(book_templates)] if book_templates else []
    return ChoiceLoader([*own, FileSystemLoader(TEMPLATES)])


def _speaking(environment: Environment, language: str) -> Environment:
    translations = words.translations(language)
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        translations.gettext, translations.ngettext, newstyle=True
    )
    environment.globals["language"] = language
    environment.filters.update(_filters(language))
    return environment


def _filters(language: str) -> dict[str, Callable[..., object]]:
    """`|say` for phrases and authors' texts, and numbers, shares and days as the language writes them."""
    return {
        "say": lambda text: text if isinstance(text, str) else text.say(language),
        "number": partial(_in, words.number, language),
        "percent": partial(_in, words.percent, language),
        "date": partial(_in, words.date_, language),
        "dashed": lambda word: str(word).replace("_", "-"),
        "headed": lambda names, first: [first, *names],
        "label": label,
        "labels": labels,
    }


def _in(written: Callable[..., str], language: str, value: object, *options: object) -> str:
    return written(value, language, *options)
