"""What the theme is set to, unless the book's mkdocs.yml says otherwise, and its words in every language."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, TemplateNotFound
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.theme import Theme

from journeybook import TEMPLATES, files, own_templates
from journeybook.site.written import FOLDER

THEME = TEMPLATES / "theme"
ASSETS = TEMPLATES / "assets"
FEATURES = [
    "navigation.tabs",
    "navigation.path",
    "navigation.indexes",
    "navigation.prune",
    "navigation.footer",
    "navigation.top",
    "toc.follow",
    "content.action.edit",
    "search.suggest",
]
_COLOUR = {"primary": "custom", "accent": "custom"}
PALETTE = [
    {"media": "(prefers-color-scheme)", "toggle": {"icon": "material/brightness-auto", "name": "auto"}, **_COLOUR},
    {
        "media": "(prefers-color-scheme: light)",
        "scheme": "default",
        "toggle": {"icon": "material/weather-sunny", "name": "default"},
        **_COLOUR,
    },
    {
        "media": "(prefers-color-scheme: dark)",
        "scheme": "slate",
        "toggle": {"icon": "material/weather-night", "name": "slate"},
        **_COLOUR,
    },
]
STYLES = ["assets/journeybook.css", "assets/journeybook-drawings.css", "assets/journeybook-reports.css"]
SCRIPTS = ["assets/journeybook.js", "assets/journeybook-drawings.js"]
EARLY_SCRIPTS = ["assets/journeybook-offline.js"]


def set_defaults(config: MkDocsConfig, root: Path) -> None:
    """Make the theme ours: our templates before the theme's, the book's before ours, nothing from elsewhere."""
    theme = config.theme
    theme["features"] = theme.get("features") or list(FEATURES)
    theme["palette"] = theme.get("palette") or [dict(each) for each in PALETTE]
    if "Roboto" in str(theme.get("font")):
        theme["font"] = False  # the theme's default would be fetched from another company's server
    _add_folders(config, root)
    pass_hidden(theme)
    _lead_to_the_book(config)
    _search_our_way(config)
    config.use_directory_urls = False  # a folder's address does not open its index.html from a file system
    config.extra.setdefault("generator", False)
    config.extra["polyfills"] = [*EARLY_SCRIPTS, *config.extra.get("polyfills", [])]
    present = assets(root)
    config.extra_css = [*(each for each in STYLES if each in present), *config.extra_css]
    config.extra_javascript = [*(each for each in SCRIPTS if each in present), *config.extra_javascript]


def _lead_to_the_book(config: MkDocsConfig) -> None:
    """Where only `repo_url` is given, MkDocs takes pages to be in docs/ of a branch `master`; ours never are."""
    if config.edit_uri:
        config.edit_uri = re.sub(r"(?:master|default)/docs/$", f"main/{FOLDER}/", config.edit_uri)


def _search_our_way(config: MkDocsConfig) -> None:
    """The theme's search would go through every page for what we never publish, and its entries are not ours."""
    if (search := config.plugins.get("material/search")) is not None:
        search.config.enabled = False


def assets(root: Path) -> dict[str, Path]:
    """Return styles and scripts by their place in the site; what the book has of the same name is taken for ours."""
    folders = [ASSETS, *_own(root, "assets")]
    return {f"assets/{path}": folder / path for folder in folders for path in sorted(files.paths(str(folder)))}


def _own(root: Path, name: str) -> list[Path]:
    """A folder of the book's own templates, if it is there."""
    own = own_templates(root)
    return [own / name] if own is not None and (own / name).is_dir() else []


class Words(dict[str, str]):
    """The theme's own words in one language, looked up once each; in English where it has none."""

    def __init__(self, environment: Environment, language: str, direction: str) -> None:
        super().__init__({"language": language, "direction": direction})
        self._tables = [table for code in (language, "en") if (table := _table(environment, code))]

    def __missing__(self, key: str) -> str:
        """A blank word is one on purpose: it tells that a language has none."""
        said = (str(table.t(key)) for table in self._tables)
        self[key] = next((word for word in said if word), key)
        return self[key]


def _table(environment: Environment, language: str) -> Any:
    for code in (language, language.partition("-")[0]):
        try:
            return environment.get_template(f"partials/languages/{code}.html").module
        except TemplateNotFound:
            continue
    return None


def pass_hidden(theme: Theme) -> None:
    """Let MkDocs not go through what a theme hides, which it never publishes: icons, twelve thousand at each build."""
    made = theme.get_env

    def environment() -> Environment:
        environment = made()
        environment.loader = _Shown(theme.dirs)
        return environment

    theme.get_env = environment  # type: ignore[method-assign]


class _Shown(FileSystemLoader):
    """The files of a theme, which lists those that are in no hidden folder; templates are found in any."""

    def list_templates(self) -> list[str]:
        """Their paths with `/`, each once, sorted."""
        found: set[str] = set()
        for place in self.searchpath:
            for folder, within, names in os.walk(place):
                within[:] = [name for name in within if not name.startswith(".")]
                found.update(Path(folder, name).relative_to(place).as_posix() for name in names)
        return sorted(found)


def _add_folders(config: MkDocsConfig, root: Path) -> None:
    folders = [str(folder) for folder in (*_own(root, "theme"), THEME)]
    own = [config.theme.custom_dir] if config.theme.custom_dir else []
    rest = [each for each in config.theme.dirs if each not in {*own, *folders}]
    config.theme.dirs[:] = [*own, *folders, *rest]
