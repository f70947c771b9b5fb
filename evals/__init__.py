"""Suites of cases, scorers and reports on the quality of suggestions."""
