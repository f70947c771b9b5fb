"""The models of an installation, as settings name them."""

from pathlib import Path

import numpy as np
import pytest

import app
from embeddings.blended import BlendedEncoder
from settings import Settings
from tandems.errors import ConfigurationError


def settings(folder: Path, model: str) -> Settings:
    return Settings(data_dir=folder, embedding_model=model)


def test_both_bundled_models_are_the_default(tmp_path: Path) -> None:
    encoders = app.open_encoders(settings(tmp_path, ""))
    assert isinstance(encoders.deep, BlendedEncoder)
    assert encoders.deep.fingerprint != encoders.quick.fingerprint
    german, english = encoders.deep.encode_passages(["Rückmeldung geben", "giving feedback"])
    assert german @ english > 0.7


@pytest.mark.parametrize("name", ["bundled:static", "bundled:contextual"])
def test_one_model_can_be_used_for_everything(tmp_path: Path, name: str) -> None:
    encoders = app.open_encoders(settings(tmp_path, name))
    assert encoders.deep is encoders.quick
    assert encoders.deep.fingerprint.startswith(name.removeprefix("bundled:"))


def test_a_folder_of_sentence_transformers_can_be_named(tmp_path: Path) -> None:
    from embeddings.static import DEFAULT_FOLDER, load_default

    encoders = app.open_encoders(settings(tmp_path, str(DEFAULT_FOLDER)))
    texts = ["Rückmeldung geben"]
    own = load_default().encode_queries(texts)
    assert np.allclose(encoders.deep.encode_queries(texts), own, atol=1e-5)


def test_a_model_that_is_not_there_names_its_setting(tmp_path: Path) -> None:
    encoders = app.open_encoders(settings(tmp_path, str(tmp_path / "nothing")))
    with pytest.raises(ConfigurationError) as error:
        encoders.deep.encode_queries(["eins"])
    assert error.value.values["setting"] == "TANDEM_EMBEDDING_MODEL"
