"""What can be seen of the project's security without running it: no code out of data, no network, no stray writes."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "claimx"
MODULES = sorted(p.relative_to(SOURCE).as_posix() for p in SOURCE.rglob("*.py"))

NO_IMPORT = {
    "pickle", "cPickle", "cloudpickle", "dill", "joblib", "marshal", "shelve",  # run code when they load
    "socket", "ssl", "urllib", "http", "ftplib", "smtplib", "requests", "httpx", "aiohttp", "huggingface_hub",
    "ctypes", "cffi", "code", "codeop", "pty", "telnetlib", "webbrowser", "xmlrpc",
}  # fmt: skip
NO_CALL = {"eval", "exec", "compile", "__import__", "breakpoint", "input"}
NO_ATTRIBUTE_CALL = {
    ("os", "system"), ("os", "popen"), ("os", "execv"), ("os", "execvp"), ("yaml", "load"), ("yaml", "unsafe_load"),
    ("torch", "load"), ("tempfile", "mktemp"), ("importlib", "import_module"), ("random", "seed"),
    ("xml", "parse"), ("jinja2", "Template"), ("dateparser", "search"),
}  # fmt: skip
CLOCKS = {("time", "time"), ("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today")}
WRITERS = {
    "write_text",
    "write_bytes",
    "unlink",
    "rmdir",
    "rename",
    "replace",
    "symlink_to",
    "touch",
    "mkdir",
    "rmtree",
}
MAY_WRITE = ("files.py", "run/", "training/", "evaluate/gold.py", "export/", "cli/", "knowledge/build.py")
MAY_RUN_PROGRAMS = ("run/", "ingest/html.py")
"""Workers: isolated processes of this very program."""


def tree(module: str) -> ast.Module:
    return ast.parse((SOURCE / module).read_text("utf-8"), module)


def calls(module: str) -> Iterator[tuple[ast.Call, str | None, str]]:
    """Every call with the name before the dot (``None`` without one) and the name called."""
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                yield node, None, node.func.id
            elif isinstance(node.func, ast.Attribute):
                owner = node.func.value
                yield node, owner.id if isinstance(owner, ast.Name) else "", node.func.attr


def imported(module: str) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, node.module or ""


@pytest.mark.parametrize("module", MODULES)
def test_no_dangerous_import(module: str) -> None:
    for line, name in imported(module):
        assert name.partition(".")[0] not in NO_IMPORT, f"{module}:{line} imports {name}"
        if name.partition(".")[0] == "subprocess":
            assert module.startswith(MAY_RUN_PROGRAMS), f"{module}:{line} runs programs"


@pytest.mark.parametrize("module", MODULES)
def test_onnxruntime_is_loaded_where_its_telemetry_is_switched_off(module: str) -> None:
    if module != "nlp/onnx.py":
        assert not [line for line, name in imported(module) if name.partition(".")[0] == "onnxruntime"], module


@pytest.mark.parametrize("module", MODULES)
def test_no_code_from_data(module: str) -> None:
    for node, owner, name in calls(module):
        where = f"{module}:{node.lineno}"
        assert not (owner is None and name in NO_CALL), f"{where} calls {name}"
        if (owner, name) == ("torch", "load"):
            safe = any(k.arg == "weights_only" and getattr(k.value, "value", False) is True for k in node.keywords)
            assert safe and module.startswith("training/"), f"{where}: torch.load without weights_only=True"
        elif (owner, name) == ("importlib", "import_module"):
            assert all(isinstance(a, ast.Constant) for a in node.args) or module.startswith("nlp/"), where
        else:
            assert (owner, name) not in NO_ATTRIBUTE_CALL, f"{where} calls {owner}.{name}"
        for keyword in node.keywords:
            value = getattr(keyword.value, "value", None)
            assert not (keyword.arg in ("shell", "allow_pickle") and value is True), f"{where}: {keyword.arg}=True"


@pytest.mark.parametrize("module", MODULES)
def test_no_wall_clock(module: str) -> None:
    """Output depends on input alone.  Timing is done with ``perf_counter`` and ``monotonic``."""
    for node, owner, name in calls(module):
        assert (owner, name) not in CLOCKS, f"{module}:{node.lineno} calls {owner}.{name}"


@pytest.mark.parametrize("module", [m for m in MODULES if not m.startswith(MAY_WRITE)])
def test_only_some_modules_write(module: str) -> None:
    for node, owner, name in calls(module):
        if name in WRITERS and owner is not None:
            # str.replace and dataclasses.replace are no file operations: those take two arguments or keywords.
            plain = name == "replace" and (len(node.args) != 1 or node.keywords)
            assert plain, f"{module}:{node.lineno} calls .{name}()"
        if name == "open" and owner is None and len(node.args) > 1:
            mode = node.args[1]
            reads = isinstance(mode, ast.Constant) and not set(str(mode.value)) & set("wax+")
            assert reads, f"{module}:{node.lineno} opens a file for writing"


SHIPPED = sorted(
    p
    for folder in (SOURCE, ROOT / "models", ROOT / "corpus")
    if folder.is_dir()
    for p in folder.rglob("*")
    if p.is_file()
)


@pytest.mark.parametrize("file", SHIPPED, ids=[p.relative_to(ROOT).as_posix() for p in SHIPPED])
def test_no_shipped_file_holds_code_in_disguise(file: Path) -> None:
    if "__pycache__" in file.parts:
        return
    head = file.read_bytes()[:4]
    assert file.suffix not in (".pkl", ".pickle", ".pt", ".pth", ".bin", ".so", ".dll", ".joblib", ".npy", ".exe"), file
    assert not (head[:1] == b"\x80" and head[1:2] in (b"\x02", b"\x03", b"\x04", b"\x05")), "a pickle"
    assert head not in (b"\x7fELF", b"PK\x03\x04") and head[:2] != b"MZ", "a program or an archive"
    assert not file.is_symlink()
