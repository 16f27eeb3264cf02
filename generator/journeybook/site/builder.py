"""The builder: MkDocs with our plugin, into a new folder that takes the place of the last site when it is whole."""

from __future__ import annotations

import io
import logging
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from journeybook import dot, files
from journeybook.files.replacing import inodes, move, whole
from journeybook.files.storeroom import FOLDER, storeroom
from journeybook.level import AUDIENCE
from journeybook.load import Folder
from journeybook.problem import Place, Problem, Severity
from journeybook.site import clashes
from journeybook.site.left import Left, leave
from journeybook.site.progress import Tell
from journeybook.site.seal import is_all_ours
from journeybook.site.settings import place_of_setting, unfit_settings
from journeybook.site.standing import CONFIG, PLAIN_CONFIG, ZENSICAL, Standing, Wanted, settings_of
from journeybook.words import SPOKEN, phrase

PLUGIN, SEARCH = "journeybook", "material/search"
ASIDE = "last-but-one"
"""The site before the last one, in the storeroom: all but a few files of the next one have their names there."""

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # the theme's makers advertise in the log; we pin MkDocs below 2


def anew(wanted: Wanted, stands: Standing, tell: Tell) -> tuple[Problem, ...]:
    """Build the site in the place of the last one; return what is wrong with its book or with its settings."""
    from click import ClickException
    from mkdocs.exceptions import Abort, ConfigurationError

    config = None
    with _collected() as complaints:
        try:
            config = configured(wanted.root, wanted.out)
            if PLUGIN not in config.plugins:
                return (_without_plugin(),)
            return _sealed(config, wanted, stands, tell)
        except ConfigurationError as error:
            return misread(wanted.root, *complaints, str(error))
        except Abort as given_up:
            _raise_what_stopped(given_up)
            plugin = config.plugins.get(PLUGIN) if config is not None else None
            return tuple(plugin.problems if plugin else ()) or misread(wanted.root, *complaints)
        except ClickException as error:  # Zensical's way to refuse; MkDocs' own are of this kind too
            return misread(wanted.root, *complaints, error.format_message())


def _sealed(config: Any, wanted: Wanted, stands: Standing, tell: Tell) -> tuple[Problem, ...]:
    """Build, with what of the last site can stand; remember what it was made of, if nobody else has a say in that."""
    plugin, root, is_ours = config.plugins[PLUGIN], wanted.root, is_all_ours(config, settings_of(wanted.root))
    hand_over = partial(_with_zensical, root, config) if wanted.builder == ZENSICAL else None
    last, common = None if hand_over else stands.last, stands.now.common if is_ours else ""
    plugin.carried.marks = stands.marks
    asked = {"as_of": wanted.as_of, "audience": wanted.audience, "is_preview": False, "tell": tell}
    with _told_to(plugin, {**asked, "hand_over": hand_over, "last": last, "common": common}):
        problems = _built(config, wanted.out, storeroom(root) / ASIDE if last and common else None)
    if is_ours and stands.now.whole:
        same, marks = (plugin.taking.taken, plugin.taking.marks) if plugin.taking else ({}, {})
        mark, followed = stands.now.whole if _is_settled(problems) else "", plugin.followed
        leave(root, Left(wanted.out, mark, same, marks, followed.whole, sorted(followed.odd)))
    return problems


@contextmanager
def _told_to(plugin: Any, asked: Mapping[str, Any]) -> Iterator[None]:
    """MkDocs may keep a plugin for the next build in the same process, which is not ours."""
    before = {name: getattr(plugin, name) for name in asked}
    for name, value in asked.items():
        setattr(plugin, name, value)
    try:
        yield
    finally:
        for name, value in before.items():
            setattr(plugin, name, value)


def _is_settled(problems: Iterable[Problem]) -> bool:
    """What could not be drawn is tried again by the next build, and what is not shown is told again."""
    again = {dot.RULE, clashes.RULE, clashes.LED_OUT}
    return not any(problem.severity is Severity.ERROR or problem.rule in again for problem in problems)


def _built(config: Any, out: Path, aside: Path | None = None) -> tuple[Problem, ...]:
    """Build; with `aside`, which says where the last but one site may be, what of the last one can stand does."""
    from mkdocs.commands.build import build as build_with_mkdocs

    from journeybook.site.zensical import HandedOverError

    plugin = config.plugins[PLUGIN]
    with whole(out, lambda: plugin.taking.taken if plugin.taking else (), aside) as new:
        config.site_dir = str(new)
        if aside:
            plugin.last = replace(plugin.last, there=dict(inodes(str(new))))
        with suppress(HandedOverError), unwarned():
            build_with_mkdocs(config, dirty=aside is not None)
    return tuple(plugin.problems)


def _with_zensical(root: Path, config: Any, ready: Any) -> None:
    """Zensical writes the pages; the files beside them, and the search that reads our entries, are put to them."""
    from journeybook.site import zensical

    settings = zensical.stage(root, ready.site, ready.pages, ready.settings)
    move(zensical.build(settings, ready.pages), Path(config.site_dir))
    ready.copy()
    for path, text in ready.texts.items():
        files.write(Path(config.site_dir) / path, text)


def serve(root: Path, address: str = "127.0.0.1:8000", audience: str = "", language: str = "en") -> None:
    """Show the site in the browser, built anew at each change, until somebody stops it."""
    from mkdocs.commands.serve import serve as serve_with_mkdocs
    from mkdocs.exceptions import Abort

    os.environ[SPOKEN] = language
    if audience:
        os.environ[AUDIENCE] = audience  # MkDocs makes the plugin itself, from a file that we must not change
    try:
        serve_with_mkdocs(config_file=_watched_config(root), dev_addr=address)
    except Abort as given_up:
        _raise_what_stopped(given_up)
        raise


def _raise_what_stopped(given_up: BaseException) -> None:
    """What the machine would not do is told by whoever called, in their language."""
    if isinstance(given_up.__cause__, OSError):
        raise given_up.__cause__


def _watched_config(root: Path) -> str:
    """The book's mkdocs.yml, or one that is kept for a folder without: MkDocs reads it anew at each build."""
    if (root / CONFIG).is_file():
        return str(root / CONFIG)
    files.write(root / FOLDER / CONFIG, PLAIN_CONFIG.replace("docs_dir: ", "docs_dir: ../"))
    return str(root / FOLDER / CONFIG)


def configured(root: Path, out: Path) -> Any:
    """Return MkDocs' settings of the book, with the site's folder."""
    config = settings_in(config_file(root), site_dir=str(out))
    if PLUGIN in config.plugins and (search := config.plugins.get(SEARCH)) is not None:
        search.config.enabled = False  # our plugin does it too, when it has read all of the theme's words in vain
    return config


def settings_in(file: Any, **told: Any) -> Any:
    """Return what MkDocs reads in its file."""
    from mkdocs.config import load_config
    from mkdocs.exceptions import ConfigurationError

    try:
        return load_config(file, **told)
    except (ValueError, AttributeError, TypeError) as error:  # it stumbles over 2026-02-30, and over INHERIT: 5
        raise ConfigurationError(f"{CONFIG} cannot be read: {error}") from error


def site_url(root: Path) -> str:
    """Where the book's mkdocs.yml says, in so many words, that the site is published; empty where it does not."""
    path = root / CONFIG
    if not path.is_file():
        return ""
    try:
        settings = yaml.compose(path.read_text("utf-8", "replace"), yaml.SafeLoader)
    except yaml.YAMLError:
        return ""  # who builds the site is told of it
    pairs = settings.value if isinstance(settings, yaml.MappingNode) else ()
    told = (value for name, value in pairs if name.value == "site_url" and isinstance(value, yaml.ScalarNode))
    return next((value.value for value in told if value.value.startswith(("https://", "http://"))), "")


def config_file(root: Path) -> Any:
    """Return the book's mkdocs.yml, or one made up for a folder without."""
    path = root / CONFIG
    if path.is_file():
        return str(path)
    made_up = io.BytesIO(PLAIN_CONFIG.encode())
    made_up.name = str(path)
    return made_up


class _Complaints(logging.Handler):
    """MkDocs' warnings and errors, kept instead of shown."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@contextmanager
def _collected() -> Iterator[list[str]]:
    logger, complaints = logging.getLogger("mkdocs"), _Complaints()
    propagates, logger.propagate = logger.propagate, False
    logger.addHandler(complaints)
    try:
        yield complaints.messages
    finally:
        logger.removeHandler(complaints)
        logger.propagate = propagates


@contextmanager
def unwarned() -> Iterator[None]:
    """MkDocs warns of builds that ask each page whether there is anything to do: where it asks the clock, it may."""
    logger = logging.getLogger("mkdocs.commands.build")
    logger.addFilter(_is_no_such_warning)
    try:
        yield
    finally:
        logger.removeFilter(_is_no_such_warning)


def _is_no_such_warning(record: logging.LogRecord) -> bool:
    return not record.getMessage().startswith("A 'dirty' build")


def _without_plugin() -> Problem:
    return Problem(
        "mkdocs",
        Severity.ERROR,
        phrase("{file} does not name the plugin that makes the site of a book.", file=CONFIG),
        Place(CONFIG, 1, 1, 1, 1),
        phrase("Write “- journeybook” below “plugins:”."),
    )


def misread(root: Path, *complaints: str) -> tuple[Problem, ...]:
    """What is wrong with mkdocs.yml, in our words where we know, else in those of MkDocs."""
    shelf = Folder(root)
    return tuple(unfit_settings(shelf)) or tuple(
        Problem("mkdocs", Severity.ERROR, phrase("{message}", message=each), place_of_setting(shelf, each))
        for each in complaints
    )
