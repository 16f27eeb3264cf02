"""What stands around a page's body: the way back, the other languages, who changed it and whom to tell."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from urllib.parse import quote, urlencode, urlsplit

from babel.core import Locale, UnknownLocaleError
from markupsafe import Markup
from msgspec import Struct

from journeybook.git import Change
from journeybook.model.text import NOTHING, Text
from journeybook.pages.page import Links, Page, titled
from journeybook.problem import Place
from journeybook.site.navigation import HOME, HOME_TITLE
from journeybook.words import phrase

WORDS = {
    "search": phrase("Search the book"),
    "trail": phrase("Where you are"),
    "wrong": phrase("Is something wrong here? Tell us"),
    "untranslated": phrase("This page is not translated yet."),
    "languages": phrase("Choose a language"),
    "auto": phrase("Switch to light mode"),
    "default": phrase("Switch to dark mode"),
    "slate": phrase("Follow the system's mode"),
    "problems": phrase("Problems of the book"),
    "not_found": phrase("There is no such page"),
    "home": HOME_TITLE,
}
"""Words of the theme that its makers have no word for."""


class Crumb(Struct, frozen=True):
    """A link with its words, which may be HTML."""

    title: Markup | str
    url: str


class Alternate(Struct, frozen=True):
    """The same page in a language; `name` is what its speakers call the language."""

    language: str
    name: str
    url: str
    current: bool


class Frame(Struct, frozen=True):
    """All that the theme needs to know of a page beyond its body; addresses are as seen from the page."""

    language: str
    direction: str
    base: str
    home: str
    words: Mapping[str, str]
    trail: tuple[Crumb, ...] = ()
    alternates: tuple[Alternate, ...] = ()
    source: Place | None = None
    place: str = ""
    changed: str = ""
    wrong: str = ""
    untranslated: str = ""
    name: str = ""
    """The book's title in the page's language, where the site's name, which has but one, is in another."""


class Around(Struct, frozen=True):
    """What frames of all pages have in common."""

    languages: tuple[str, ...]
    title: Text = NOTHING
    feedback_to: str = ""
    changes: Mapping[str, Change] | None = None


def frame(page: Page, above: list[Page], around: Around, change: Change | None, untranslated: str = "") -> Frame:
    """Return the frame of a page; `untranslated` is the language it is really written in, if not its own."""
    link = Links(page.path, page.language, around.languages[0])
    source = page.source
    home = words(page.language)["home"]
    return Frame(
        language=page.language,
        direction=direction(page.language),
        base=language_root(page.path),
        home=link("index"),
        words=words(page.language),
        trail=tuple(Crumb(titled(each) if each.path != HOME else home, link(each.path)) for each in above),
        alternates=_alternates(link, around.languages),
        source=source,
        place=_place(source, page.language),
        changed=_changed(change, page.language),
        wrong="" if "feedback" in page.hide else feedback(around.feedback_to, page),
        untranslated=untranslated,
        name=_name(around, page.language),
    )


def frame_of_no_page(languages: tuple[str, ...]) -> Frame:
    """Return the frame of what is no page of the book, such as the one for a page that is not there."""
    first = languages[0]
    home = Links("index", first, first)
    return Frame(
        language=first,
        direction=direction(first),
        base=".",
        home="index.html",
        words=words(first),
        alternates=_alternates(home, languages),
    )


def language_root(path: str) -> str:
    """Return the folder of a page's language, as seen from the page: `..` for `journeys/late-invoice`."""
    return "/".join([".."] * path.count("/")) or "."


def feedback(to: str, page: Page) -> str:
    """Return where "wrong here?" leads: a mail with the page's title and path, or a form that is told them."""
    if not to:
        return ""
    address = to.removeprefix("mailto:")
    if "@" in address and not urlsplit(address).scheme:
        letter = urlencode({"subject": page.title, "body": f"{page.path}\n\n"}, quote_via=quote)
        return f"mailto:{quote(address, safe='@')}?{letter}"
    return to + ("&" if urlsplit(to).query else "?") + urlencode({"page": page.path, "title": page.title})


@functools.cache
def words(language: str) -> Mapping[str, str]:
    """Return the theme's words of ours in a language."""
    return {key: word.say(language) for key, word in WORDS.items()}


@functools.cache
def name_of(language: str) -> str:
    """Return what the speakers of a language call it, with a capital: `Polski`."""
    locale = _locale(language)
    name = locale.get_display_name(language.replace("-", "_")) if locale else None
    return name[:1].upper() + name[1:] if name else language


@functools.cache
def direction(language: str) -> str:
    """Return `ltr` or `rtl`: which way the language is written."""
    locale = _locale(language)
    return locale.text_direction if locale else "ltr"


def _name(around: Around, language: str) -> str:
    is_said = language != around.languages[0] and around.title.spoken(language) == language
    return around.title.say(language) if is_said else ""


def _alternates(link: Links, languages: tuple[str, ...]) -> tuple[Alternate, ...]:
    if len(languages) < 2:
        return ()
    return tuple(Alternate(code, name_of(code), link.to(code), code == link.language) for code in languages)


def _place(source: Place | None, language: str) -> str:
    if source is None:
        return ""
    return phrase("Written in {file}, line {line}", file=source.file, line=source.line).say(language)


def _changed(change: Change | None, language: str) -> str:
    if change is None:
        return ""
    return phrase("Last changed on {date} by {author}", date=change.date, author=change.author).say(language)


def _locale(language: str) -> Locale | None:
    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return None
