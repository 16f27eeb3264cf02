"""What of the last site can stand in this one as it is: files that would be made of the very same.

What decides is not when somebody saved a file, but a mark of all that it is made of. What was taken is there before
anything is made, and MkDocs hears only of what is to be made, and of the rest where somebody asks for it by name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from journeybook.files.replacing import drop
from journeybook.git.marks import Marks
from journeybook.pages.page import Asset
from journeybook.pages.parted import KeptAsset
from journeybook.plugin.pages import PageFile
from journeybook.site.composition import Composition
from journeybook.site.left import Left, Stat
from journeybook.site.rendered import Site
from journeybook.site.seal import digest


class Taking:
    """The last site, what each file of this one is made of, and what was taken from there."""

    def __init__(
        self, last: Left, common: str, held: Marks, site: Site, texts: Mapping[str, str], config: MkDocsConfig
    ) -> None:
        self.last = last
        self.marks: dict[str, str] = {}
        self.taken: dict[str, Stat] = {}
        """What was taken, and how it is."""
        self.pages = 0
        """How many pages were taken."""
        self.is_writing = False
        """Whether what MkDocs hears of is written from now on."""
        self._folder, self._held = config.site_dir, held
        self._there = last.there
        self._written_over = frozenset(config.extra_templates)
        self._common = digest(common, *_settings(config))
        self._made_of = Composition(site, self._common, texts)

    def begin_writing(self) -> None:
        """Remove what was there before this build, but for what was taken: MkDocs writes into files as they are."""
        self.is_writing = True
        drop(self._folder, self._there.keys() - self.taken.keys())
        self._there = {}

    def take_page(self, path: str) -> bool:
        """Take a generated page, if the last site has it; tell whether it is there."""
        is_there = self.take(path, self._made_of.mark(path))
        self.pages += is_there
        return is_there

    def take_asset(self, asset: Asset) -> bool:
        """Take a file beside the pages, if it is known what it was made of; tell whether it is there."""
        return isinstance(asset, KeptAsset) and self.take(asset.path, asset.mark)

    def take_copy(self, file: File) -> bool:
        """Take a file that MkDocs would copy from one that holds what it held then; tell whether it is there.

        Into some MkDocs writes when it has copied them: that would be into the last site, too.
        """
        holds = self._held.of(file.abs_src_path) if file.abs_src_path else ""
        return bool(holds) and file.src_uri not in self._written_over and self.take_made_of(file.dest_uri, holds)

    def is_new(self, file: PageFile) -> bool:
        """Tell MkDocs whether a hand-written page must be read, and then whether it must be written.

        It is read anyway: its links are looked at, and its words are searched.
        """
        page = file.page
        assert page is not None
        if not self.is_writing:
            return True
        made_of = str(page.title), repr(page.meta), str(page.toc), page.content or ""
        is_there = self.take(file.dest_uri, self._made_of.mark(file.dest_uri, *made_of))
        self.pages += is_there
        return not is_there

    def take_made_of(self, path: str, *parts: str) -> bool:
        """Take a file that is made of these, and of what all files have in common; tell whether it is there."""
        return self.take(path, digest(self._common, *parts))

    def is_made_of(self, path: str, *parts: str) -> bool:
        """Whether a file of the last site was made of these, as far as it can be taken in part."""
        before, self.marks[path] = self.last.marks.get(path), digest(self._common, *parts)
        return self.marks[path] == before

    def take(self, path: str, mark: str) -> bool:
        """Take a file from the last site, if it is made of what the mark says; tell whether it is there."""
        self.marks[path] = mark
        if self.last.give(path, mark, f"{self._folder}/{path}", self._there.get(path, 0)):
            self.taken[path] = self.last.files[path]
        return path in self.taken


def _settings(config: MkDocsConfig) -> Iterator[str]:
    """What the plugin, or who calls it, has made of the settings."""
    yield from (repr(config.site_url), repr(config.edit_uri), repr(config.extra))
    yield from (str(each) for each in (*config.extra_css, *config.extra_javascript))
