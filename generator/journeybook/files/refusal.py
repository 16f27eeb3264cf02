"""What the machine would not do, in words for whoever asked for it."""

from __future__ import annotations

import errno
from pathlib import Path

from journeybook.git.asking import in_line
from journeybook.words import Phrase, phrase

_NOT_ALLOWED, _NO_FOLDER = phrase("your account may not do that"), phrase("a file is where a folder is needed")
_REASONS = {
    errno.EACCES: _NOT_ALLOWED, errno.EPERM: _NOT_ALLOWED, errno.EROFS: phrase("what is there can only be read"),
    errno.EEXIST: _NO_FOLDER, errno.ENOTDIR: _NO_FOLDER, errno.EISDIR: phrase("a folder is where a file is needed"),
    errno.ENOENT: phrase("it is not there"), errno.ENAMETOOLONG: phrase("its name is too long"),
    errno.ELOOP: phrase("links lead from one to the next in a circle"),
}  # fmt: skip
"""Why the machine says no; what is not here is told as the system does."""


def refusal(error: Exception) -> Phrase | None:
    """What the machine would not do: a folder that is not there or not ours, a full disk; None where it gave no reason.

    The file is not told of what was opened before, as the output is.
    """
    if is_full(error):
        return phrase("There is no room left where this is written. Make room, then type the same again.")
    if not isinstance(error, OSError):
        return None
    why = _REASONS.get(error.errno or 0) or error.strerror or str(error)
    if error.filename is not None:
        whole, unfinished, _ = str(error.filename).partition("-being-built-")
        file = Path(whole).with_name(Path(whole).name.removeprefix(".")) if unfinished else whole
        return phrase("{file} could not be read or written: {why}.", file=in_line(str(file)), why=why)
    return phrase("The system would not do it: {why}.", why=why) if error.errno else None


def is_full(error: Exception) -> bool:
    """Whether there was no room, in a file that is copied or in what builds keep; the file it names may be another."""
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in (10, 13)  # SQLITE_IOERR and SQLITE_FULL, as SQLite has them
