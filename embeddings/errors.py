"""What can go wrong with vectors: each message says what was given and what was wanted.

EmbeddingError
 ├─ ModelFolderIncomplete  a model folder lacks a file
 └─ DimensionMismatch      the vectors come from another model than the index
"""

from pathlib import Path

from tandems.errors import TandemError, Value


class EmbeddingError(TandemError):
    """Base of all; its text is for operators and developers."""

    code = "embedding_error"

    def __init__(self, message: str, **values: Value) -> None:
        """Keep the message beside the values."""
        super().__init__(**values)
        self._message = message

    def __str__(self) -> str:
        """Return the message."""
        return self._message


class ModelFolderIncomplete(EmbeddingError):
    """A model folder lacks a file; values: ``folder``, ``missing``."""

    code = "model_folder_incomplete"

    def __init__(self, *, folder: Path, missing: str) -> None:
        """Name the folder and the file it lacks."""
        message = (
            f"{folder} has no {missing}; give a whole model folder, as saved by"
            " sentence-transformers or by embeddings.train."
        )
        super().__init__(message, folder=str(folder), missing=missing)


class DimensionMismatch(EmbeddingError):
    """Vectors do not fit the index; values: ``given`` and ``wanted`` in components."""

    code = "dimension_mismatch"

    def __init__(self, *, given: int, wanted: int) -> None:
        """Name both numbers of components."""
        message = (
            f"Vectors have {given} components, the index holds {wanted};"
            " encode both with the same model."
        )
        super().__init__(message, given=given, wanted=wanted)
