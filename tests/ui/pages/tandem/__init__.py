"""Tests of the tandem page, section by section."""
