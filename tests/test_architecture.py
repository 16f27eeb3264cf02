"""How the house is built: layers, thin edges, small rooms. Each test names what stands where it should not."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from journeybook.files.records import READERS

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "generator" / "journeybook"
LAYERS = (  # bottom first: a module imports only from what stands before it, and from its own folder
    "words", "alphabet", "problem", "source", "level", "model", "git", "load", "survey", "measures", "audience",
    "rules", "reports", "edit", "review", "render",
    "scene", "diagrams", "dot", "pages", "output", "convert", "files", "site", "plugin", "new", "cli",
)  # fmt: skip
LONGEST_FUNCTION = 25  # lines, without its docstring
LONGEST_MODULE = 300
DECLARED_AS = {"yaml": "pyyaml", "ibis": "ibis-framework", "pydantic_core": "pydantic"}  # the last comes with it
NO_NAMES = {"utils", "util", "helpers", "helper", "manager", "base", "common", "misc", "core", "tools"}
WRITES = {
    "write_text", "write_bytes", "mkdir", "makedirs", "touch", "unlink", "rmdir", "rmtree", "rename", "symlink_to",
    "hardlink_to", "chmod", "copy2", "copyfile", "copytree", "os.replace", "os.remove", "shutil.copy", "shutil.move",
    "NamedTemporaryFile", "TemporaryDirectory", "mkstemp", "mkdtemp",
}  # fmt: skip
SEARCHES = {"startswith", "endswith", "split", "partition", "rpartition", "removeprefix", "removesuffix", "find"}
MARKUP = re.compile(
    r"</?(?:a|b|br|div|span|p|ul|ol|li|table|t[dhr]|h[1-6]|svg|g|path|text|html|body|font)\b[^<]*>", re.IGNORECASE
)

pytestmark = pytest.mark.xdist_group("house")  # on one worker, so that the modules are read once


@cache
def modules() -> dict[str, ast.Module]:
    """Return the syntax tree of every module by its path inside the package."""
    paths = sorted(PACKAGE.rglob("*.py"))
    return {path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text("utf-8")) for path in paths}


def layer(module: str) -> str:
    """Return the layer that a module's path inside the package belongs to."""
    return module.partition("/")[0].removesuffix(".py")


def inner(wanted: str = "") -> Iterator[tuple[str, ast.Module]]:
    """Give the modules that belong to a layer, or to this one."""
    for module, tree in modules().items():
        if not module.startswith("__") and wanted in ("", layer(module)):
            yield module, tree


def imports(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Give line and dotted name of all that a module imports, inside functions and for types too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def calls(tree: ast.Module) -> Iterator[tuple[int, str, ast.Call]]:
    """Give line, dotted name and call of all that a module calls."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield node.lineno, ast.unparse(node.func), node


def is_called(name: str, forbidden: set[str]) -> bool:
    """Tell whether a call by its dotted name, or by the last part of it, is forbidden."""
    return name in forbidden or name.rpartition(".")[2] in forbidden


def opens_to_write(name: str, call: ast.Call) -> bool:
    """Tell whether a call opens a file with a mode that writes."""
    texts = [
        word.value for word in [*call.args, *(key.value for key in call.keywords)] if isinstance(word, ast.Constant)
    ]
    modes = [text for text in texts if isinstance(text, str) and re.fullmatch(r"[rwxabt+]{1,4}", text)]
    return name.rpartition(".")[2] == "open" and any(set(mode) & set("wxa+") for mode in modes)


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Give every function, inner ones and methods too."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def strings(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Give line and text of every string that could be shown: not of those that describe code or are looked for."""
    apart = {part for node in ast.walk(tree) if describes_or_searches(node) for part in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in apart:
            yield node.lineno, node.value


def describes_or_searches(node: ast.AST) -> bool:
    """Tell whether a node is a docstring, a comparison, or a call that looks for its arguments in a text."""
    if isinstance(node, ast.Call):
        name = ast.unparse(node.func)
        return name.startswith("re.") or name.rpartition(".")[2] in SEARCHES
    return isinstance(node, ast.Compare) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))


def lines_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count a function's lines, without its docstring and decorators."""
    described = function.body[0] if ast.get_docstring(function) else None
    docstring = (described.end_lineno or 0) - described.lineno + 1 if described else 0
    return (function.end_lineno or 0) - function.lineno + 1 - docstring


def test_there_is_a_house_to_look_at() -> None:
    assert {"words", "problem", "source", "model"} <= {layer(module) for module in modules()}


def test_every_module_has_its_layer() -> None:
    assert [module for module, _ in inner() if layer(module) not in LAYERS] == []


def test_a_module_imports_only_from_the_layers_below_it() -> None:
    offences = [
        f"{module}:{line} imports {name}"
        for module, tree in inner()
        for line, name in imports(tree)
        if name.startswith("journeybook.")
        and (target := name.split(".")[1]) in LAYERS
        and layer(module) in LAYERS
        and LAYERS.index(target) > LAYERS.index(layer(module))
    ]
    assert offences == []


def test_a_library_that_is_imported_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    needed = [
        *project["dependencies"],
        *(line for lines in project["optional-dependencies"].values() for line in lines),
    ]
    declared = {re.split(r"[^\w-]", line)[0] for line in needed}
    used = {name.split(".")[0] for tree in modules().values() for _, name in imports(tree)}
    libraries = {DECLARED_AS.get(name, name) for name in used - sys.stdlib_module_names - {"journeybook"}}
    assert {"mkdocs", "pyyaml"} <= libraries
    assert libraries - declared == set()


def test_what_says_what_a_file_is_read_to_imports_nothing_else() -> None:
    offences = [
        f"{module}:{line} imports {name}"
        for module, tree in inner()
        if layer(module) in READERS
        for line, name in imports(tree)
        if name.startswith("journeybook.") and name.split(".")[1] in {*LAYERS} - {*READERS}
    ]
    assert offences == []


def test_files_alone_writes() -> None:
    offences = [
        f"{module}:{line} calls {name}"
        for module, tree in inner()
        if layer(module) != "files"
        for line, name, call in calls(tree)
        if is_called(name, WRITES) or opens_to_write(name, call)
    ]
    assert offences == []


def test_dot_and_git_and_many_hands_alone_start_processes() -> None:
    starters = re.compile(
        r"(subprocess|multiprocessing|concurrent\.futures|graphviz|os\.(system|popen|exec\w*|spawn\w*))\b"
    )
    offences = [
        f"{module}:{line} uses {name}"
        for module, tree in inner()
        if layer(module) not in {"dot", "git"} and module != "site/hands.py"
        for line, name in [*imports(tree), *((line, name) for line, name, _ in calls(tree))]
        if starters.match(name)
    ]
    assert offences == []


def test_the_command_alone_prints_and_exits() -> None:
    spoken = {"print", "input", "click.echo", "click.secho", "sys.exit", "exit", "quit", "SystemExit", "os._exit"}
    offences = [
        f"{module}:{line} calls {name}"
        for module, tree in inner()
        if layer(module) != "cli"
        for line, name, _ in calls(tree)
        if name in spoken or name.startswith(("sys.stdout.", "sys.stderr."))
    ]
    assert offences == []


def test_the_clock_is_asked_at_the_edges_alone() -> None:
    clocks = {"date.today", "datetime.now", "datetime.today", "datetime.utcnow", "time.time", "time.localtime"}
    offences = [
        f"{module}:{line} calls {name}"
        for module, tree in inner()
        if layer(module) not in {"cli", "plugin"}
        for line, name, _ in calls(tree)
        if name in clocks or ".".join(name.split(".")[-2:]) in clocks
    ]
    assert offences == []


def test_functions_fit_a_glance() -> None:
    offences = [
        f"{module}:{function.lineno} {function.name} has {lines_of(function)} lines"
        for module, tree in inner()
        for function in functions(tree)
        if lines_of(function) > LONGEST_FUNCTION
    ]
    assert offences == []


def test_modules_fit_a_sitting() -> None:
    lengths = {module: len((PACKAGE / module).read_text("utf-8").splitlines()) for module in modules()}
    assert {module: length for module, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_names_say_what_is_inside() -> None:
    assert [module for module in modules() if NO_NAMES & set(module.removesuffix(".py").split("/"))] == []


def test_every_module_says_what_it_is_for() -> None:
    assert [module for module, tree in modules().items() if not ast.get_docstring(tree)] == []


def test_a_class_has_state_or_a_family() -> None:
    offences = [
        f"{module}:{node.lineno} {node.name}"
        for module, tree in inner()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        and not node.bases
        and not any(isinstance(part, ast.AnnAssign) for part in node.body)
        and not any(function.name in {"__init__", "__new__"} for function in functions(ast.Module([node], [])))
    ]
    assert offences == []


def test_a_value_takes_no_time_to_load() -> None:
    """A frozen dataclass takes half a millisecond of every start, a `Struct` a fiftieth; there are hundreds."""
    classes = [(module, node) for module, tree in inner() for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    exempt = {"Origin"}  # it forgets what it has read, and reads it again
    stood_in_for = {ast.unparse(base) for _, node in classes for base in node.bases}  # which no Struct can be
    offences = [
        f"{module}:{node.lineno} {node.name}"
        for module, node in classes
        for how in map(ast.unparse, node.decorator_list)
        if how.startswith("dataclass(") and {"frozen=True", "slots=True"} <= {*re.findall(r"\w+=\w+", how)}
        if node.name not in stood_in_for | exempt
    ]
    assert offences == []


def test_python_writes_no_markup() -> None:
    exempt = {
        "site/search.py",  # the theme's search wants each entry's lines as paragraphs
        "render/marked.py",  # within a sentence, where no template is, a text's language is told around it
    }
    offences = [
        f"{module}:{line} {text.strip()[:60]!r}"
        for module, tree in inner()
        if module not in exempt
        for line, text in strings(tree)
        if MARKUP.search(text)
    ]
    assert offences == []


TEMPLATES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "templates").rglob("*.j2"))


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_calculates_nothing(name: str) -> None:
    tree = Environment(autoescape=True, extensions=["jinja2.ext.i18n", "jinja2.ext.do"]).parse(
        (ROOT / name).read_text("utf-8")
    )
    arithmetic = (nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow)
    assert [f"{name}:{node.lineno}" for node in tree.find_all(arithmetic)] == []
