"""Plain values as JSON, and back: what a large book keeps is read and written by a library that is made for speed."""

from __future__ import annotations

import json
from typing import Any

from msgspec import DecodeError
from msgspec.json import Decoder, Encoder


def spelt(value: Any) -> bytes:
    """A plain value as JSON; raises `TypeError` of any other."""
    try:
        return _ENCODER.encode(value)
    except UnicodeEncodeError:  # half a sign, as in the name of a file that is not in UTF-8
        return json.dumps(value, separators=(",", ":")).encode()


def read(data: bytes) -> Any:
    """The value again; raises `ValueError` of what is no JSON."""
    try:
        return _DECODER.decode(data)
    except DecodeError:  # halves of signs are written in a way that this library does not read
        return json.loads(data)


def _text(value: Any) -> str:
    """A text of another class, such as HTML that is told from other texts, as a plain one."""
    if isinstance(value, str):
        return "".join(value)
    raise TypeError(f"{type(value).__name__} is not plain")


_ENCODER, _DECODER = Encoder(enc_hook=_text), Decoder()
