"""The mentoring guides: content, schema, ingestion, store and retrieval with citations."""
