"""Rendering of suggestions."""
