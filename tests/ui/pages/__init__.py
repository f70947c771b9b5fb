"""Tests of the pages, page by page."""
