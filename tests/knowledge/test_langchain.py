"""The recipe in docs/operators.md: the guides in a LangChain chain, untraced."""

from pathlib import Path

import pytest

from embeddings.encoder import Encoder
from knowledge.guides import Library
from knowledge.ingest import ingest
from knowledge.langchain import as_langchain
from knowledge.retrieval import Retriever, Scope
from knowledge.store import PassageStore
from tandems.domain.vocabulary import Language


@pytest.fixture(scope="module")
def retriever(
    library: Library, encoder: Encoder, tmp_path_factory: pytest.TempPathFactory
) -> Retriever:
    """Return the product's retriever over the shipped guides."""
    folder: Path = tmp_path_factory.mktemp("langchain")
    store = PassageStore(folder)
    ingest(library, store, encoder)
    return Retriever(store, encoder)


def test_documents_are_the_passages_in_their_order(retriever: Retriever) -> None:
    query = "Wie gehen wir mit dem Machtgefälle um?"
    documents = as_langchain(retriever, k=3).invoke(query)
    hits = retriever.passages(query, k=3)
    assert [one.page_content for one in documents] == [hit.passage.text for hit in hits]
    assert [one.id for one in documents] == [hit.passage.id for hit in hits]
    assert documents[0].metadata["guide"] == hits[0].passage.guide_id
    assert documents[0].metadata["score"] == hits[0].score


def test_a_scope_holds_in_langchain_too(retriever: Retriever) -> None:
    only = as_langchain(retriever, scope=Scope(language=Language.EN))
    assert {one.metadata["language"] for one in only.invoke("Vereinbarung")} == {"en"}


def test_the_recipe_runs_and_nothing_is_traced(
    retriever: Retriever, monkeypatch: pytest.MonkeyPatch
) -> None:
    from langchain_core.documents import Document
    from langchain_core.runnables import RunnableLambda
    from langsmith.utils import tracing_is_enabled

    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    monkeypatch.setenv("LANGSMITH_API_KEY", "none")
    seen: list[bool] = []
    plain = retriever.passages

    def watched(*args: object, **kwargs: object) -> object:
        seen.append(bool(tracing_is_enabled()))
        return plain(*args, **kwargs)  # type: ignore[arg-type]  # passed through

    monkeypatch.setattr(retriever, "passages", watched)

    def cited(documents: list[Document]) -> str:
        return "\n".join(f"{one.metadata['title']}: {one.page_content}" for one in documents)

    retrieve = as_langchain(retriever, k=2)
    chain = RunnableLambda(retrieve.invoke) | RunnableLambda(cited)
    assert "Vereinbarung" in chain.invoke(
        "Was gehört in die Mentoring-Vereinbarung?", config={"callbacks": []}
    )
    assert seen == [False]
