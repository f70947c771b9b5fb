"""Tests of assistant.planner."""
