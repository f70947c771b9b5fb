"""The house stays as drawn: imports point downwards, files stay small, start-up stays light."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LAYERS = {
    "cli": 0,
    "app": 1,
    "ui": 2,
    "programme": 3,
    "evals": 3,
    "assistant": 4,
    "knowledge": 5,
    "embeddings": 6,
    "tandems": 7,
}
HOMES = {
    "gradio": ("ui/", "app.py"),
    "langchain": ("assistant/model.py", "assistant/runnable.py", "knowledge/langchain.py"),
    "langchain_core": ("assistant/model.py", "assistant/runnable.py", "knowledge/langchain.py"),
    "langchain_openai": ("assistant/model.py",),
    "openai": ("assistant/model.py",),
    "chromadb": ("knowledge/store.py",),
    "torch": ("embeddings/sentence.py", "embeddings/train/"),
    "sentence_transformers": ("embeddings/sentence.py", "embeddings/train/"),
    "faiss": ("embeddings/index.py",),
    "sqlalchemy": ("tandems/storage/",),
    "alembic": ("tandems/storage/",),
    "pypdf": ("knowledge/documents/pdf/",),
    "docx": ("knowledge/documents/docx.py", "knowledge/documents/styles.py"),
}
MAX_LINES = 350
MAX_FUNCTION = 60
MAX_PARAMETERS = 6
OPEN_EXCEPT = {"ui/handler.py", "app.py"}
FORBIDDEN_NAMES = {"utils", "helpers", "manager"}


def modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(ROOT.rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        if name.split("/")[0] in LAYERS or name in ("app.py", "cli.py", "settings.py"):
            yield name, ast.parse(path.read_text(encoding="utf-8"))


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.module


def layer_of(name: str) -> str:
    return name.split("/")[0].removesuffix(".py")


def test_imports_point_downwards() -> None:
    wrong = []
    for name, tree in modules():
        own = layer_of(name)
        for target in imported(tree):
            other = target.split(".")[0]
            if own == other or other not in LAYERS or own not in LAYERS:
                continue
            if LAYERS[other] <= LAYERS[own]:
                wrong.append(f"{name} imports {target}")
    assert wrong == []


def test_heavy_libraries_stay_in_their_adapters() -> None:
    wrong = [
        f"{name} imports {target}"
        for name, tree in modules()
        for target in imported(tree)
        if (homes := HOMES.get(target.split(".")[0])) and not name.startswith(homes)
    ]
    assert wrong == []


def test_only_settings_reads_the_environment() -> None:
    wrong = [
        name
        for name, tree in modules()
        if name != "settings.py"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv")
    ]
    assert wrong == []


def test_files_and_functions_stay_small() -> None:
    wrong = []
    for name, tree in modules():
        lines = len((ROOT / name).read_text(encoding="utf-8").splitlines())
        if lines > MAX_LINES:
            wrong.append(f"{name}: {lines} lines")
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                wrong += too_large(name, node)
    assert wrong == []


def too_large(name: str, node: ast.FunctionDef | ast.AsyncFunctionDef) -> list[str]:
    found = []
    length = (node.end_lineno or node.lineno) - node.lineno + 1
    if length > MAX_FUNCTION and "migrations" not in name:
        found.append(f"{name}:{node.name}: {length} lines")
    arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    count = len([a for a in arguments if a.arg not in ("self", "cls")])
    if count > MAX_PARAMETERS:
        found.append(f"{name}:{node.name}: {count} parameters")
    return found


def test_files_open_with_a_sentence_and_have_telling_names() -> None:
    wrong = []
    for name, tree in modules():
        if not (ast.get_docstring(tree) or "").strip():
            wrong.append(f"{name}: no opening sentence")
        if FORBIDDEN_NAMES & set(name.removesuffix(".py").split("/")):
            wrong.append(f"{name}: says nothing")
    assert wrong == []


def test_open_excepts_stand_only_where_allowed() -> None:
    wrong = [
        f"{name}:{node.lineno}"
        for name, tree in modules()
        if name not in OPEN_EXCEPT
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or getattr(node.type, "id", "") in ("Exception", "BaseException"))
    ]
    assert wrong == []


@pytest.mark.skipif(not (ROOT / "app.py").exists(), reason="no app yet")
def test_importing_the_app_loads_nothing_heavy() -> None:
    code = (
        "import sys, app; heavy = {'torch', 'sentence_transformers', 'chromadb', 'langchain'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
