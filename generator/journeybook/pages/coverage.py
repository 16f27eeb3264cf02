"""Coverage and consistency: areas, channels, aims and stages over all journeys that count."""

from __future__ import annotations

from collections.abc import Iterator

from journeybook.diagrams import matrix
from journeybook.diagrams.drawing import Drawing
from journeybook.pages import matrices
from journeybook.pages.edition import Edition
from journeybook.pages.kept import kept
from journeybook.pages.page import Page
from journeybook.words import phrase

PATH = "coverage"
SHOWN = (matrices.areas_and_stages, matrices.channels_and_aims, matrices.channels_and_stages)


@kept
def drawings(edition: Edition) -> Iterator[Drawing]:
    """The matrices, as far as there is something in them."""
    for shown in SHOWN:
        told = shown(edition, edition.links(PATH))
        yield from matrix.drawings(told, edition.book.place("book"), edition.book_templates)


@kept
def pages(edition: Edition) -> Iterator[Page]:
    """The one page of coverage."""
    yield edition.page(
        PATH,
        phrase("Coverage and consistency").say(edition.language),
        "pages/coverage.html.j2",
        hide=("navigation", "toc"),
        figures=edition.facts.of_book,
        matrices=[shown(edition, edition.links(PATH)) for shown in SHOWN],
    )
