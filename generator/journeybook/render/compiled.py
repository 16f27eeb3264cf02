"""Templates compiled once: for all languages, for all builds of a preview, and for the next run of the program."""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property
from hashlib import blake2b
from inspect import getsource
from pickle import UnpicklingError
from sys import modules

import jinja2
from jinja2 import BytecodeCache, Environment, FileSystemBytecodeCache
from jinja2.bccache import Bucket
from jinja2.ext import Extension

from journeybook.render import quick


class Compiled(BytecodeCache):
    """What was compiled, by the template's source and by how its environment compiles.

    For the next run it lies where Jinja keeps such things: in a folder that nobody else can write to. Where there is
    none, or it is full, templates are compiled anew.
    """

    def __init__(self) -> None:
        self._known: dict[str, bytes] = {}

    @cached_property
    def _left(self) -> BytecodeCache | None:
        with suppress(RuntimeError, OSError):
            return FileSystemBytecodeCache(pattern="journeybook-%s.cache")
        return None

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        """Give what was compiled of a template, or an empty bucket for it."""
        key = f"{self.get_cache_key(name, filename)}-{_way(environment)}"
        bucket = Bucket(environment, key, self.get_source_checksum(source))
        self.load_bytecode(bucket)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what was compiled of the same source."""
        if (code := self._known.get(bucket.key + bucket.checksum)) is not None:
            bucket.bytecode_from_string(code)
        elif self._left is not None:
            with suppress(OSError, EOFError, UnpicklingError):
                self._left.load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what has been compiled."""
        self._known[bucket.key + bucket.checksum] = bucket.bytecode_to_string()
        if self._left is not None:
            with suppress(OSError):
                self._left.dump_bytecode(bucket)


def _way(environment: Environment) -> str:
    """Tell how an environment compiles: with another Jinja, another generator or other settings it is other code."""
    generator, settings = environment.code_generator_class, vars(environment)
    own = getsource(quick) if generator is quick.QuickGenerator else generator.__qualname__
    told = {name: value for name, value in sorted(settings.items()) if isinstance(value, bool | str | None)}
    finalize = getattr(environment.finalize, "__qualname__", "")
    extensions = [_code(each) for _, each in sorted(environment.extensions.items())]
    parts = (jinja2.__version__, own, told, extensions, finalize)
    return blake2b(repr(parts).encode(), digest_size=8).hexdigest()


def _code(extension: Extension) -> str:
    """An extension by its name; ours by what it does, since it changes with us."""
    kind = type(extension)
    return getsource(modules[kind.__module__]) if kind.__module__.startswith("journeybook.") else kind.__qualname__


COMPILED = Compiled()
