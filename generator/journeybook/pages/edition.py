"""The book in one language, ready to be made into pages: words, figures, drawings and templates in one hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from jinja2 import Environment
from msgspec.structs import replace

from journeybook.alphabet import alphabetical
from journeybook.diagrams.drawing import Drawing
from journeybook.model import Book, Entity, Step, Text
from journeybook.pages.code import address
from journeybook.pages.facts import Facts
from journeybook.pages.held import Hasty
from journeybook.pages.kept import Shelf
from journeybook.pages.page import Fragment, Links, Page
from journeybook.pages.past import Course
from journeybook.pages.reading import headings, plain
from journeybook.pages.speech import filters
from journeybook.pages.unparted import unparted
from journeybook.problem import Place, Problem
from journeybook.render import html as html_environment
from journeybook.render.quick import Settled
from journeybook.reports.report import Sayable

if TYPE_CHECKING:
    from journeybook.render.marked import Marked

Named = TypeVar("Named", bound=Entity)


@dataclass(frozen=True)
class Edition:
    """A book in one of its languages; `drawn` holds the finished drawings by name."""

    book: Book
    language: str
    facts: Facts
    templates: Environment
    problems: Sequence[Problem] = ()
    book_templates: Path | None = None
    drawn: Mapping[str, str] = field(default_factory=dict)
    drawings: Mapping[str, Drawing] = field(default_factory=dict)
    site_url: str = ""
    abroad: bool = False
    """Whether what is made will lie apart from the site: links then lead to the published one, where that is known."""
    shelf: Shelf | Hasty | None = None
    past: Mapping[str, Course] = field(default_factory=dict)

    def page(self, path: str, title: Sayable | str, template: str, **more: Any) -> Page:
        """One page from a template; what is no field of a page goes to the template.

        The table of contents is read from the body's headings and the search entry from its words, so that neither
        can say something else than the page.
        """
        told = {name: more.pop(name) for name in PAGE_FIELDS & set(more)}
        marked = cast("Marked", self.templates.globals["marked"])(title)
        body = unparted(self._rendered(path, template, {"title": title, **more}))
        return Page(
            path=path,
            language=self.language,
            title=title if isinstance(title, str) else title.say(self.language),
            marked=marked if "<" in marked else "",
            body=body,
            toc=headings(body),
            **(told if "search" in told else {"search": plain(body), **told}),
        )

    def fragment(self, path: str, template: str, **more: Any) -> Fragment:
        """A part of the page at this path, from a template of its own."""
        return Fragment(self._rendered(path, template, more))

    def _rendered(self, path: str, template: str, more: dict[str, Any]) -> str:
        links = replace(self.links(path), stays=not self.abroad)
        return self.templates.get_template(template).render(self._globals(links) | more)

    def links(self, path: str) -> Links:
        """How a page at this path leads to others."""
        return Links(path, self.language, self.book.languages[0], self.site_url if self.abroad else "")

    def place(self, entity: Entity, *path: str | int) -> Place:
        """What "edit this page" opens."""
        return self.book.place(entity.id, *path)

    def address(self, path: str) -> str:
        """The address of a page on the published site; empty where that is not known."""
        return address(self.site_url, path, self.language, self.book.languages[0])

    def say(self, text: Text) -> str:
        """A text in this edition's language."""
        return text.say(self.language)

    def in_order(self, entities: Iterable[Named]) -> list[Named]:
        """These things in the order of the names that readers of this edition know them by."""
        return sorted(entities, key=lambda each: alphabetical(self.say(each.label), self.language))

    def step(self, step_id: str) -> Step | None:
        """A touchpoint by `journey/touchpoint`."""
        return self.book.step(step_id)

    def _globals(self, links: Links) -> dict[str, Any]:
        return {
            "book": self.book,
            "language": self.language,
            "facts": self.facts,
            "link": links,
            "drawn": self.drawn,
            "drawings": self.drawings,
        }


def edition(
    facts: Facts,
    language: str,
    book_templates: Path | None = None,
    shelf: Shelf | Hasty | None = None,
) -> Edition:
    """The book in a language, its drawings still to be made; `shelf` holds what earlier builds made of it."""
    templates = html_environment(book_templates, language, facts.book.languages[0]).overlay()
    templates.filters = {**templates.filters, **filters(facts, language)}
    templates.globals = {**templates.globals, "settled": Settled()}
    return Edition(facts.book, language, facts, templates, (), book_templates, shelf=shelf)


PAGE_FIELDS = {"description", "search", "parent", "source", "hide", "files", "found_as", "boost"}
