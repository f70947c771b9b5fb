"""Tests of how the static model is made."""
