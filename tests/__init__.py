"""Tests of Tandem; the folders mirror the tree."""
