"""What every form of a review is made from: the review, the reader's language, and where pages can be looked at."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from msgspec import Struct

from journeybook.pages.page import FOLDERS, published
from journeybook.review import Review, Subject


class Shown(Struct, frozen=True):
    """A review to be shown; `root` is the book's folder, `preview` where the site of the change is published."""

    review: Review
    language: str
    root: Path
    preview: str = ""

    @property
    def page_language(self) -> str:
        """The language of the pages that are linked: the reader's, else the book's first."""
        languages = self.review.after.book.languages
        return self.language if self.language in languages else languages[0]

    def address(self, subject: Subject) -> str:
        """Where the page of a thing or touchpoint is to be looked at; empty without a preview, or where it is gone."""
        book = self.review.after.book
        whole, _, part = subject.id.partition("/")
        entity = book.get(whole)
        if not self.preview or entity is None:
            return ""
        path = published(f"{FOLDERS[entity.noun]}/{entity.id}", self.page_language, book.languages[0])
        anchor = f"#{'phase-' if subject.noun == 'phase' else ''}{quote(part)}" if part else ""
        return f"{self.site}{quote(path)}{anchor}"

    @property
    def site(self) -> str:
        """The address of the preview, so that it can stand in a link: nothing in it ends one."""
        return quote(self.preview.rstrip("/"), safe=":/?#@!$&*+,;=%~") + "/" if self.preview else ""
