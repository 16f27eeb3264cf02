"""What every piece of a page goes through a hundred thousand times, without what only other users of Jinja need."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache, partial
from keyword import iskeyword
from types import BuiltinFunctionType, FunctionType, MethodType, NoneType
from typing import Any, ClassVar

from jinja2 import Environment, TemplateNotFound
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.nodes import Call, Const, Expr, Getattr, Include, Name, Output, Template, TemplateData
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

_SIGNS = re.compile("[&<>\"']").search
_FINALIZED = "environment.finalize("
_LACKING = (missing,) * 40
_SINGLE = (str, float, int, NoneType, tuple)
_PLAIN = frozenset((FunctionType, MethodType, BuiltinFunctionType, type))


class QuickMacro(Macro):
    """A macro that goes straight to what it does, where it is given nothing but its arguments by their places."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Do it; whatever is called in a rarer way goes Jinja's own."""
        lacking = self._argument_count - len(args)
        if kwargs or lacking < 0 or self.caller or self.catch_kwargs or self.catch_varargs:
            return super().__call__(*args, **kwargs)
        made = self._func(*args, *_LACKING[:lacking])
        return str.__new__(Markup, made) if self._default_autoescape else made


_DIRECT: set[type] = {QuickMacro}
"""Types of what is called straight: macros, and what of ours has been called before."""


class QuickContext(Context):
    """Calls functions straight; whatever is called in a rarer way goes Jinja's own."""

    def bound(self, called: Any) -> Callable[..., Any]:
        """What to call in the place of what a template calls, where that is none of what is called straight."""
        kind: type = type(called)
        return called if (kind in _PLAIN and _is_plain(called)) or _ours(kind) else partial(self.call, called)


class QuickGenerator(CodeGenerator):
    """Compiles templates so that what is text already is not made into marked text again."""

    def visit_Call(self, node: Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        """A call without the variables of its loop and block: none of what our templates call asks for them.

        Words of ours with nothing to fill in are looked up, not called for.
        """
        if (words := self._words(node)) is not None:
            self.write(f"environment.told[{words!r}]")
            return
        if forward_caller or node.dyn_args or node.dyn_kwargs or any(iskeyword(each.key) for each in node.kwargs):
            bare = frame.copy()
            bare.loop_frame = bare.block_frame = False
            super().visit_Call(node, bare, forward_caller=forward_caller)
            return
        self.write("(_called if type(_called := ")
        self.visit(node.node, frame)
        self.write(") in environment.direct else context.bound(_called))(")
        for each in (*node.args, *node.kwargs):
            self.visit(each, frame)
            self.write(", ")
        self.write(")")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """A macro of our kind."""
        self.write("environment.")
        super().macro_def(macro_ref, frame)

    def visit_Getattr(self, node: Getattr, frame: Frame) -> None:  # noqa: N802
        """An attribute as Python gives it; only where there is none is it looked for in Jinja's other ways."""
        self.write("(_got if (_got := getattr((_owner := ")
        self.visit(node.node, frame)
        name = repr(node.attr)
        self.write(f"), {name}, missing)) is not missing else environment.getattr(_owner, {name}))")

    def visit_Include(self, node: Include, frame: Frame) -> None:  # noqa: N802
        """What says the same everywhere, such as an icon, as it is: a context for it would take most of the time."""
        if not getattr(self.environment, "is_still", False):
            super().visit_Include(node, frame)
            return
        self.writeline("still = environment.still(")
        self.visit(node.template, frame)
        self.write(")")
        self.writeline("if still is not None:")
        self.indent()
        self.simple_write("still", frame)
        self.outdent()
        self.writeline("else:")
        self.indent()
        super().visit_Include(node, frame)
        self.outdent()

    def _words(self, node: Expr) -> str | None:
        """What `_("…")` says, in the environment of a language; none for all else."""
        if not hasattr(self.environment, "told") or not isinstance(node, Call):
            return None
        if len(node.args) != 1 or node.kwargs or node.dyn_args or node.dyn_kwargs:
            return None
        called, words = node.node, node.args[0]
        is_said = isinstance(called, Name) and called.name == "_"
        return str(words.value) if is_said and isinstance(words, Const) else None

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: Any) -> None:
        if self._words(node) is not None and frame.eval_ctx.autoescape:
            self.write("(")
        elif _told(frame, finalize):
            self.write("(_said if type(_said := ")
        else:
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: Expr, frame: Frame, finalize: Any) -> None:
        if self._words(node) is not None and frame.eval_ctx.autoescape:
            self.write(")")
        elif told := _told(frame, finalize):
            self.write(f") is {told})")
        else:
            super()._output_child_post(node, frame, finalize)


def escaped(value: Any) -> Markup:
    """A value as HTML; most texts have no sign in them that HTML knows, and are only marked."""
    if type(value) is str and not _SIGNS(value):
        return str.__new__(Markup, value)
    return escape(value)


def quickened(environment: Environment, quoted: type[str] = Markup) -> Environment:
    """Return the environment made quick, before any of its templates is compiled.

    It escapes its values by itself or leaves them as they are, or has a `finalize` that makes text of them; `quoted`
    then is the type of text that this leaves as it is.
    """
    environment.context_class = QuickContext
    environment.code_generator_class = QuickGenerator
    environment.escaped, environment.direct, environment.Macro = escaped, _DIRECT, QuickMacro  # type: ignore[attr-defined]
    environment.quoted = quoted  # type: ignore[attr-defined]
    return environment


def stilled(environment: Environment) -> Environment:
    """Return a quickened environment whose templates stay as they are while it is used."""
    environment.is_still, environment.still = True, Still(environment)  # type: ignore[attr-defined]
    return environment


class Still:
    """Templates that say the same wherever they are included, by their names."""

    _read: ClassVar[dict[tuple[str, ...], str | None]] = {}
    """What sources say, by what else reads them: a theme's hardly change from one build of a process to the next."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._known: dict[str, str | None] = {}

    def __call__(self, name: object) -> str | None:
        """What a template says; None where it is not always the same, or where it is for Jinja to find one."""
        if not isinstance(name, str):
            return None
        if name not in self._known:
            self._known[name] = self._found(name)
        return self._known[name]

    def _found(self, name: str) -> str | None:
        environment = self._environment
        try:
            source = environment.loader.get_source(environment, name)[0] if environment.loader else ""
        except TemplateNotFound:
            return None
        key = (*environment.extensions, source)
        if key not in self._read:
            self._read[key] = _still(environment.parse(source, name))
        return self._read[key]


def _still(template: Template) -> str | None:
    """The text of a template in which nothing but text stands."""
    outputs = [node for node in template.body if isinstance(node, Output)]
    parts = [part for output in outputs for part in output.nodes]
    if len(outputs) < len(template.body) or not all(isinstance(part, TemplateData) for part in parts):
        return None
    return "".join(part.data for part in parts if isinstance(part, TemplateData))


class Remembered:
    """A macro of one argument that is asked the same again and again while a page is made: each answer is made once."""

    def __init__(self, macro: Macro) -> None:
        self._macro = macro
        self._known: dict[Any, str] = {}

    def __call__(self, asked: Any) -> str:
        """What the macro makes of a name, of several, or of a number."""
        try:
            return self._known[asked]
        except (KeyError, TypeError):  # what is asked may be a list, or something that can be gone through once only
            key = asked if isinstance(asked, _SINGLE) else tuple(asked)
            if key not in self._known:
                self._known[key] = self._macro(key)
            return self._known[key]

    def several(self, names: Iterable[str]) -> Markup:
        """What it makes of each of these names, in a list."""
        return str.__new__(Markup, ", ".join(map(self, names)))


class Settled(dict[str, "Remembered"]):
    """Macros that say the same of the same on every page, by their names; the first page that has one lends it."""

    def __call__(self, name: str, macro: Macro) -> Remembered:
        """The macro of that name, and what it has said."""
        return self.get(name) or self.setdefault(name, Remembered(macro))


class Told(dict[str, Markup]):
    """Words of ours in a language, marked as HTML, each translated once."""

    def __init__(self, gettext: Callable[[str], str]) -> None:
        super().__init__()
        self.gettext = gettext

    def __missing__(self, words: str) -> Markup:
        """Translate as Jinja's `_` does words with nothing to fill in."""
        self[words] = Markup(self.gettext(words)) % {}  # noqa: S704 - our own words
        return self[words]


def spoken(told: Told) -> Callable[..., Markup]:
    """Translate as Jinja's `_` does, marked as HTML with what is filled in escaped."""

    def say(words: str, **variables: object) -> Markup:
        if variables:
            return Markup(told.gettext(words)) % variables  # noqa: S704 - our own words; what is filled in is escaped
        return told[words]

    return say


@cache
def _ours(kind: type) -> bool:
    """Whether things of a type are of ours, and are called without anything of Jinja's; from then on it is known."""
    is_ours = kind.__module__.startswith("journeybook.") and not hasattr(kind.__call__, "jinja_pass_arg")
    if is_ours:
        _DIRECT.add(kind)
    return is_ours


def _is_plain(called: Any) -> bool:
    """Whether a function or a type asks for nothing of Jinja's; faster than to look for what is not there."""
    function = getattr(called, "__func__", called) if type(called) is MethodType else called
    return "jinja_pass_arg" not in getattr(function, "__dict__", ())


def _told(frame: Frame, finalize: Any) -> str:
    """The type of what goes out as it is, and what becomes of all else; empty where Jinja does more than either."""
    if frame.eval_ctx.volatile:
        return ""
    if frame.eval_ctx.autoescape:
        return "" if finalize.src else "Markup else environment.escaped(_said)"
    return "environment.quoted else environment.finalize(_said)" if finalize.src == _FINALIZED else ""
