"""Reading a document in a process of its own, so that no file can take this one down."""

import dataclasses
import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter

from knowledge.documents.limits import Limits
from knowledge.documents.reading import check_size
from tandems.domain.document import DocumentKind, DocumentText
from tandems.errors import DocumentBroken, DocumentRefused, DocumentTooSlow, Value

_COMMAND: Final = (sys.executable, "-m", "knowledge.documents.worker")
_HOME: Final = Path(__file__).parents[2]
"""Where the packages lie, so that the worker finds them wherever this process runs."""
_GRACE_S: Final = 30
"""A worker that waits for a busy machine gets this long beyond its computing time."""
_TEXT: Final[TypeAdapter[DocumentText]] = TypeAdapter(DocumentText)
_VALUES: Final[TypeAdapter[dict[str, Value]]] = TypeAdapter(dict[str, Value])


def read_isolated(name: str, content: bytes, limits: Limits) -> tuple[DocumentKind, DocumentText]:
    """Return what kind of file it is and its visible text.

    Raises:
        DocumentRefused: one of its kinds, saying why.
    """
    check_size(content, limits)
    head = json.dumps({"name": name, "limits": dataclasses.asdict(limits)})
    try:
        done = subprocess.run(  # noqa: S603  # our own command, no shell
            _COMMAND,
            input=head.encode() + b"\n" + content,
            capture_output=True,
            timeout=limits.seconds + _GRACE_S,
            cwd=_HOME,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise DocumentTooSlow(limit=limits.seconds) from error
    if done.returncode < 0:
        raise DocumentTooSlow(limit=limits.seconds)
    if done.returncode:
        raise DocumentBroken
    return _read(json.loads(done.stdout))


def _read(answer: Mapping[str, object]) -> tuple[DocumentKind, DocumentText]:
    if "refused" in answer:
        raise _refusal(str(answer["refused"]))(**_VALUES.validate_python(answer["values"]))
    return DocumentKind(str(answer["kind"])), _TEXT.validate_python(answer["text"])


def _refusal(code: str) -> type[DocumentRefused]:
    known = {kind.code: kind for kind in DocumentRefused.__subclasses__()}
    return known.get(code, DocumentBroken)
