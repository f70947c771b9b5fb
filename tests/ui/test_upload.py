"""The page names the import's own limit, which the gate lets through."""

import pytest

from knowledge.documents.limits import Limits
from programme.intake.table import MAX_BYTES
from tandems.domain.vocabulary import Language
from ui.pages.coordination.upload import too_large
from ui.texts import Texts


@pytest.mark.parametrize("language", list(Language))
def test_the_page_names_the_limit_of_the_import(language: Language) -> None:
    shown = too_large(Texts(language))
    assert Limits().file_bytes >= MAX_BYTES
    assert f'data-upload-limit="{MAX_BYTES}"' in shown
    assert f" {MAX_BYTES / 1024**2:g} MB" in shown
    assert "{given} MB" in shown
    assert " hidden" in shown
