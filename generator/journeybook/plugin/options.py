"""What mkdocs.yml and the environment may tell the plugin."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

from mkdocs.config import config_options as option
from mkdocs.config.base import BaseConfigOption, Config, ValidationError
from mkdocs.exceptions import PluginError

from journeybook.level import AUDIENCE, AUDIENCES

EPOCH = "SOURCE_DATE_EPOCH"


class Day(BaseConfigOption[date]):
    """A day: YAML takes one without quotes for a date by itself."""

    def run_validation(self, value: object) -> date:
        """Return the day."""
        try:
            return value if type(value) is date else date.fromisoformat(str(value))
        except ValueError as error:
            raise ValidationError(f"there is no day {value}; write one as 2026-01-31") from error


class Options(Config):  # type: ignore[no-untyped-call]
    """What mkdocs.yml may tell the plugin."""

    as_of = option.Optional(Day())
    audience = option.Optional(option.Choice(AUDIENCES))
    check_links = option.Type(bool, default=True)


def audience_of(asked: str, options: Options) -> str:
    """Whom the site is for: as the command says, else the environment, else mkdocs.yml; else everybody."""
    asked = asked or os.environ.get(AUDIENCE) or options.audience or ""
    if asked and asked not in AUDIENCES:
        raise PluginError(f"{AUDIENCE}={asked}: there are {', '.join(AUDIENCES)}.")
    return asked


def need_epoch() -> None:
    """End a build whose clock the environment sets to what is no time: MkDocs would stumble over it later."""
    told = os.environ.get(EPOCH, "0")
    try:
        datetime.fromtimestamp(int(told), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise PluginError(
            f"{EPOCH}={told}: this is no number of seconds since 1970. Correct it, or unset it."
        ) from error
