"""The files of a model folder."""

from pathlib import Path

from embeddings.errors import ModelFolderIncomplete


def read_file(folder: Path, name: str, *elsewhere: str) -> bytes:
    """Return a file's bytes, looked for as ``name`` and then under the patterns ``elsewhere``.

    Raises:
        ModelFolderIncomplete: it is nowhere.
    """
    found = [path for pattern in (name, *elsewhere) for path in sorted(folder.glob(pattern))]
    if not found:
        raise ModelFolderIncomplete(folder=folder, missing=name)
    return found[0].read_bytes()
