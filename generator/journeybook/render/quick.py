"""What every piece of a page goes through a hundred thousand times, without what only other users of Jinja need."""

from __future__ import annotations

from collections.abc import Callable
from types import BuiltinFunctionType, FunctionType, MethodType
from typing import Any

from jinja2 import Environment
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Expr
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

_JINJAS_OWN = frozenset(("_loop_vars", "_block_vars"))
_PLAIN = (FunctionType, MethodType, BuiltinFunctionType)


class QuickContext(Context):
    """Calls macros and functions straight; whatever is called in a rarer way goes Jinja's own."""

    def call(self, called: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """Call what a template calls."""
        kind = type(called)
        if kind is Macro and _takes(called, args, kwargs):
            made = called._func(*args)  # type: ignore[attr-defined]
            return str.__new__(Markup, made) if self.eval_ctx.autoescape else made
        if kind in _PLAIN and not hasattr(called, "jinja_pass_arg"):
            kwargs.pop("_loop_vars", None)
            kwargs.pop("_block_vars", None)
            return called(*args, **kwargs)
        return super().call(called, *args, **kwargs)


class QuickGenerator(CodeGenerator):
    """Compiles templates so that what is text already is not made into marked text again."""

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.shown(")


def quickened(environment: Environment) -> Environment:
    """Return the environment, of autoescaped templates, made quick; before any of its templates is compiled."""
    environment.context_class = QuickContext
    environment.code_generator_class = QuickGenerator
    vars(environment)["shown"] = shown  # the name that QuickGenerator writes
    return environment


def shown(value: Any) -> str:
    """A value as it stands in HTML; what is marked as HTML already stays the same object."""
    return value if type(value) is Markup else escape(value)


def spoken(gettext: Callable[[str], str]) -> Callable[..., Markup]:
    """Translate as Jinja's `_` does, marked as HTML with what is filled in escaped; words alone only once."""
    known: dict[str, Markup] = {}

    def say(words: str, **variables: object) -> Markup:
        if variables:
            return Markup(gettext(words)) % variables  # noqa: S704 - our own words; what is filled in is escaped
        if words not in known:
            known[words] = Markup(gettext(words)) % {}  # noqa: S704 - our own words
        return known[words]

    return say


def _takes(macro: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> bool:
    """Whether a call gives a macro all its arguments, by their places, and nothing else."""
    return (
        len(args) == macro._argument_count
        and not (macro.caller or macro.catch_kwargs or macro.catch_varargs)
        and _JINJAS_OWN.issuperset(kwargs)
    )
