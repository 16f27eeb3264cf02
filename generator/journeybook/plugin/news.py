"""What an open page of a preview is told: when it has changed last, and how; and the script in it that follows."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from time import monotonic_ns
from typing import Any, cast

from mkdocs.livereload import LiveReloadServer

from journeybook import TEMPLATES

SCRIPT = TEMPLATES / "preview" / "follow.js"
_PLACES = (b'<jb-scripted name="config"', b"</body>")
"""Before the theme's scripts: what the page was before they changed it is what the next one is compared with."""


class News:
    """Tells browsers of a server which of their pages have changed."""

    def __init__(self, server: LiveReloadServer) -> None:
        self._server = server
        self._own: dict[str, int] = {}
        self._anew = 0
        cast("Any", server)._inject_js_into_html = with_script

    def reveal(self, same: Iterable[str], epoch: int, is_told: bool = True) -> None:
        """Have all browsers ask again, but for those whose page is the same.

        A change that is not told by the words of pages (a style, a picture) is seen only when they are loaded anew.
        """
        server = self._server
        with server._epoch_cond:
            self._own = {path: self._own.get(path, server._visible_epoch) for path in same}
            server._wanted_epoch = server._visible_epoch = epoch
            if not is_told:
                self._anew = epoch
            server._epoch_cond.notify_all()

    def of(self, page: str, epoch: int) -> str:
        """When a page has changed last, and whether it must be loaded anew; waits a while for that."""
        server = self._server

        def changed() -> int:
            return self._own.get(page, server._visible_epoch)

        with server._epoch_cond:
            server._epoch_cond.wait_for(lambda: changed() > epoch, timeout=server.poll_response_timeout)
            return f"{changed()} anew" if epoch < self._anew else f"{changed()}"


def with_script(page: bytes, epoch: int) -> bytes:
    """A page as it was at an epoch, with the script in it; every page that is sent has a number of its own."""
    place = next((found for each in _PLACES if (found := page.rfind(each)) >= 0), len(page))
    script = b'<script data-jb-epoch="%d">%b\nlivereload(%d, %d)\n</script>' % (epoch, _script(), epoch, monotonic_ns())
    return page[:place] + script + page[place:]


@cache
def _script() -> bytes:
    return SCRIPT.read_bytes()
