"""Tests of the figures that describe the model."""
