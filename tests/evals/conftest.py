"""The shipped suite and what it runs on, opened once."""

import pytest

from embeddings.bundled import one
from embeddings.encoder import Encoder
from evals.parts import Parts
from evals.suite import Suite, load_suite


@pytest.fixture(scope="session")
def suite() -> Suite:
    """Load the agenda suite."""
    return load_suite()


@pytest.fixture(scope="session")
def parts(encoder: Encoder, tmp_path_factory: pytest.TempPathFactory) -> Parts:
    """Open guides, model and composers."""
    return Parts.opened(one(encoder), tmp_path_factory.mktemp("passages"))
