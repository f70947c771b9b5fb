"""The process that reads one document: bounded in time and memory, it ends with its answer.

It gets a line of JSON (name, limits) and the file on its input and gives one line of JSON: what
was read, or the code of the refusal with its values.
"""

import dataclasses
import json
import resource
import sys
from typing import Final

from knowledge.documents.limits import Limits
from knowledge.documents.reading import read_document
from tandems.errors import DocumentRefused, DocumentTooLarge

OUT_OF_MEMORY: Final = DocumentTooLarge.code


def main() -> None:
    """Read from the standard input and answer on the standard output."""
    head = json.loads(sys.stdin.buffer.readline())
    limits = Limits(**head["limits"])
    _bound(limits)
    sys.stdout.write(json.dumps(_answer(head["name"], sys.stdin.buffer.read(), limits)))


def _answer(name: str, content: bytes, limits: Limits) -> dict[str, object]:
    try:
        kind, text = read_document(name, content, limits)
    except DocumentRefused as refused:
        return {"refused": refused.code, "values": dict(refused.values)}
    except (MemoryError, RecursionError):
        return {"refused": OUT_OF_MEMORY, "values": {}}
    return {"kind": kind.value, "text": dataclasses.asdict(text)}


def _bound(limits: Limits) -> None:
    for kind, limit in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_CPU, limits.seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (limit, limit))


if __name__ == "__main__":
    main()
