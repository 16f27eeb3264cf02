"""Where each page stands: groups, the tree below them, the way back up, and who comes before and after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape
from msgspec import Struct

from journeybook.alphabet import alphabetical
from journeybook.pages.page import Page, titled
from journeybook.words import Phrase, phrase

HOME = "index"
MOST_IN_NAVIGATION = 30
"""A longer list stands in the navigation by its first page alone: every page carries the navigation."""

GROUPS: tuple[tuple[Phrase, tuple[str, ...]], ...] = (
    (phrase("Journeys"), ("journeys/index", "personas/index", "personas/matrix")),
    (phrase("Promises"), ("promises/index", "brand")),
    (phrase("Work"), ("actors/index", "actions/index", "service-models/index", "strategy")),
    (phrase("Reports"), ("reports/index",)),
    (phrase("Facts"), ("metrics/index", "listening", "evidence/index")),
)
AS_GIVEN = (HOME, "reports/index", "rules/index")
"""The order of the pages right below these says something; all others are looked for by their names."""
APART = ("print/", "changes/")
"""Pages below these paths are reached from the page they belong to, not from the navigation."""
REST = phrase("About this book")
HOME_TITLE = phrase("Home")


class Branch(Struct, frozen=True):
    """A line of the navigation: a page, a page with others below it, or a mere group (no path); its title is HTML."""

    title: Markup
    path: str
    children: tuple[Branch, ...] = ()


Lines = tuple[Branch, ...]


@dataclass(frozen=True)
class Tree:
    """The pages of one language by path, and which of them stand below which, in the order of reading."""

    language: str
    pages: Mapping[str, Page]
    below: Mapping[str, tuple[str, ...]]


def tree(pages: Iterable[Page], language: str) -> Tree:
    """Return the tree of a language's pages; a page whose parent does not exist stands below the first page."""
    own = {page.path: page for page in pages if page.language == language}
    below: defaultdict[str, list[str]] = defaultdict(list)
    for page in own.values():
        if page.path != HOME and not page.path.startswith(APART):
            below[page.parent if page.parent in own else HOME].append(page.path)
    for path in below.keys() - set(AS_GIVEN):
        below[path].sort(key=lambda path: alphabetical(own[path].title, language))
    ordered = {path: tuple(children) for path, children in below.items()}
    return Tree(language, own, {**ordered, HOME: tuple(_by_group(ordered.get(HOME, ())))})


def branches(tree: Tree) -> tuple[Branch, ...]:
    """Return the navigation of a language: its first page, then group by group what stands below that."""
    first = (Branch(escape(HOME_TITLE.say(tree.language)), HOME),) if HOME in tree.pages else ()
    return (*first, *_groups(tree))


def leads(branch: Branch, tree: Tree) -> bool:
    """Whether a line of the navigation is that of a page with others below it, or of a mere group."""
    return not branch.path or (branch.path != HOME and bool(tree.below.get(branch.path)))


def first_path(branch: Branch) -> str:
    """Return the path of the page that a line leads to: its own, or the first one below a mere group."""
    return branch.path or first_path(branch.children[0])


class Places:
    """Where each page of a language stands: in which lines of the navigation that lead, the outermost first."""

    def __init__(self, tree: Tree, branches: tuple[Branch, ...]) -> None:
        self._tree = tree
        self._inside: dict[str, Lines] = dict(self._found(branches, ()))

    def of(self, page: Page) -> Lines:
        """Return the lines that a page stands in; one that is not in the navigation, where the page above it does."""
        passed: set[str] = set()
        while page.path not in self._inside:
            above = self._tree.pages.get(page.parent)
            if above is None or above.path in (HOME, *passed) or page.path.startswith(APART):
                return ()
            passed.add(page.path)
            page = above
        return self._inside[page.path]

    def _found(self, branches: Iterable[Branch], around: Lines) -> Iterator[tuple[str, Lines]]:
        for branch in branches:
            inside = (*around, branch) if leads(branch, self._tree) else around
            if branch.path:
                yield branch.path, inside
            yield from self._found(branch.children, inside)


def trail(tree: Tree, page: Page) -> list[Page]:
    """Return the pages above a page, the first page first; a ring of parents is walked once."""
    found: dict[str, Page] = {}
    above = tree.pages.get(page.parent) if page.path != HOME else None
    while above and above.path not in (*found, page.path):
        found[above.path] = above
        above = tree.pages.get(above.parent) if above.path != HOME else None
    return list(found.values())[::-1]


def neighbours(tree: Tree) -> dict[str, tuple[str, str]]:
    """Return for each page the one before and the one after it among those below the same page; empty at the ends."""
    found: dict[str, tuple[str, str]] = {}
    for children in tree.below.values():
        around = zip(("", *children), children, (*children[1:], ""), strict=False)
        found.update({child: (before, after) for before, child, after in around})
    return found


def _groups(tree: Tree) -> Iterator[Branch]:
    named = [path for _, paths in GROUPS for path in paths]
    rest = tuple(path for path in tree.below[HOME] if path not in named)
    for title, paths in (*GROUPS, (REST, rest)):
        children = tuple(_branch(tree, path) for path in paths if path in tree.below[HOME])
        if children:
            yield Branch(escape(title.say(tree.language)), "", children)


def _branch(tree: Tree, path: str) -> Branch:
    below = tree.below.get(path, ())
    shown = below if len(below) <= MOST_IN_NAVIGATION else ()
    return Branch(titled(tree.pages[path]), path, tuple(_branch(tree, child) for child in shown))


def _by_group(paths: Sequence[str]) -> list[str]:
    """The pages right below the first one, in the order of the groups, so that the next page is the next line."""
    places = {path: place for place, path in enumerate(path for _, group in GROUPS for path in group)}
    return sorted(paths, key=lambda path: places.get(path, len(places)))
