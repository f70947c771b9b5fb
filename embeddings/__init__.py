"""Texts become comparable vectors here, and neighbours are found among them."""
