"""Tests of embeddings.matching."""
