"""The house's rules on who imports whom, and what no module may use."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

BASE = {"schema", "records", "errors", "ids", "files", "config", "word_lists"}
MIDDLE = {"knowledge", "normalise", "resolve", "ingest", "export", "evaluate"}

ALLOWED = {
    **dict.fromkeys(BASE, BASE),
    **dict.fromkeys(MIDDLE, BASE),
    "nlp": BASE | {"knowledge", "normalise"},
    "run": BASE | {"ingest", "nlp", "normalise"},
    "training": BASE | {"nlp", "knowledge", "normalise", "evaluate", "resolve"},
    "api": BASE | MIDDLE | {"nlp", "run"},
    "systems": BASE | MIDDLE | {"nlp", "run"},
    "cli": BASE | {"api", "systems", "export", "evaluate"},
}
"""Layer -> the layers it may import at run time, besides itself.  Imports for type checkers only are free."""

EXCEPTIONS = {"cli/train.py": {"training"}}

HOME = {
    "spacy": ("nlp/", "training/"),
    "thinc": ("nlp/", "training/"),
    "onnxruntime": ("nlp/", "training/"),
    "tokenizers": ("nlp/", "training/"),
    "torch": ("training/", "cli/train.py"),
    "safetensors": ("training/",),
    "trafilatura": ("ingest/html.py",),
    "dateparser": ("normalise/dates.py",),
    "jinja2": ("export/report.py",),
    "pandas": ("export/tables.py",),
    "pyarrow": ("export/tables.py",),
    "typer": ("cli/",),
    "rich": ("cli/",),
    "filelock": ("files.py",),
    "ray": ("run/ray.py",),
}
"""Third-party package -> the only places that may import it."""

FORBIDDEN_MODULES = {
    "pickle",
    "cPickle",
    "dill",
    "joblib",
    "marshal",
    "shelve",
    "urllib",
    "http",
    "ftplib",
    "requests",
    "httpx",
}
FORBIDDEN_CALLS = {"eval", "exec", "compile", "__import__"}

SOURCE = Path(__file__).parents[2] / "src" / "claimx"
MODULES = sorted(p.relative_to(SOURCE).as_posix() for p in SOURCE.rglob("*.py"))


def tree(module: str) -> ast.Module:
    return ast.parse((SOURCE / module).read_text("utf-8"), module)


def layer(module: str) -> str:
    return module.partition("/")[0].removesuffix(".py")


def is_type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def imports(node: ast.AST, runtime_only: bool = True) -> Iterator[str]:
    """Dotted names that a tree imports."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from (alias.name for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            assert child.level == 0, "relative imports hide the layer"
            yield from (f"{child.module}.{alias.name}" for alias in child.names)
        elif not (runtime_only and is_type_checking(child)):
            yield from imports(child, runtime_only)


@pytest.mark.parametrize("module", [m for m in MODULES if m != "__init__.py"])
def test_layers(module: str) -> None:
    own = layer(module)
    allowed = ALLOWED[own] | {own} | EXCEPTIONS.get(module, set())
    for name in imports(tree(module)):
        parts = name.split(".")
        if parts[0] != "claimx" or len(parts) == 1 or parts[1] == "__version__":
            continue
        assert parts[1] in allowed, f"{module} imports {name}: {own} sees {', '.join(sorted(allowed))}"


@pytest.mark.parametrize("module", MODULES)
def test_libraries_stay_at_home(module: str) -> None:
    for name in imports(tree(module)):
        package = name.partition(".")[0]
        assert package not in FORBIDDEN_MODULES, f"{module} imports {name}"
        if package in HOME:
            assert module.startswith(HOME[package]), f"{module} imports {package}, which belongs in {HOME[package]}"


@pytest.mark.parametrize("module", MODULES)
def test_no_code_from_data_and_no_global_state(module: str) -> None:
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in FORBIDDEN_CALLS, f"{module}:{node.lineno} calls {node.func.id}"
        assert not isinstance(node, ast.Global), f"{module}:{node.lineno} rebinds a global"


@pytest.mark.parametrize("module", MODULES)
def test_modules_are_documented(module: str) -> None:
    parsed = tree(module)
    if not parsed.body:
        return
    assert ast.get_docstring(parsed), module
    for node in parsed.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{module}: {node.name} has no docstring"


@pytest.mark.parametrize("package", ["claimx", "claimx.cli"])
def test_import_is_cheap(package: str) -> None:
    code = f"import sys, {package}; print(*sorted({{m.partition('.')[0] for m in sys.modules}}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    heavy = {
        "pydantic",
        "spacy",
        "numpy",
        "scipy",
        "onnxruntime",
        "tokenizers",
        "trafilatura",
        "dateparser",
        "jinja2",
        "pandas",
    }
    assert not loaded & heavy
    if package == "claimx":
        assert not loaded & {"typer", "rich", "click"}
