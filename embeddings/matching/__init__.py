"""Matching mentors and mentees by the wishes and offers they released, under hard rules."""
