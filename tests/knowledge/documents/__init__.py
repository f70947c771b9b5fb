"""Tests of the house's own documents."""
