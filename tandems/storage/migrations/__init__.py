"""Alembic's scripts: append-only, one revision per schema change."""
