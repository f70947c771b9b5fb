"""Tests of the records, the rights and the accounts."""
