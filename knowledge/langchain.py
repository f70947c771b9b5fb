"""The guides as a LangChain retriever, for whoever builds on LangChain."""

from typing import TYPE_CHECKING, Any

from knowledge.retrieval import Retriever, Scope
from knowledge.store import PassageHit

if TYPE_CHECKING:
    from langchain_core.documents import Document
    from langchain_core.retrievers import BaseRetriever


def as_langchain(
    retriever: Retriever, *, k: int = 5, scope: Scope | None = None
) -> "BaseRetriever":
    """Return a retriever whose documents are the passages, best first.

    A document's content is the exact text that a citation links to; its metadata name guide,
    section, heading, language, page and score. Nothing is traced, whatever the environment says:
    questions stay on this machine.

    Args:
        retriever: searches the guides and documents in force.
        k: at most so many passages, at least 1.
        scope: mode, stage, guide or language to keep to.
    """
    from langchain_core.callbacks import CallbackManagerForRetrieverRun
    from langchain_core.documents import Document
    from langchain_core.retrievers import BaseRetriever
    from langchain_core.runnables import RunnableConfig
    from langsmith import tracing_context

    class GuideRetriever(BaseRetriever):
        """Searches the guides."""

        def invoke(
            self, input: str, config: RunnableConfig | None = None, **kwargs: Any
        ) -> list[Document]:
            """Search, untraced."""
            with tracing_context(enabled=False):
                return super().invoke(input, config, **kwargs)

        def _get_relevant_documents(
            self, query: str, *, run_manager: CallbackManagerForRetrieverRun
        ) -> list[Document]:
            return [_document(hit) for hit in retriever.passages(query, k=k, scope=scope)]

    return GuideRetriever()


def _document(hit: PassageHit) -> "Document":
    from langchain_core.documents import Document

    passage = hit.passage
    return Document(
        id=passage.id,
        page_content=passage.text,
        metadata={
            "guide": passage.guide_id,
            "title": passage.title,
            "section": passage.section,
            "heading": passage.heading,
            "language": str(passage.language),
            "page": passage.page,
            "score": hit.score,
        },
    )
