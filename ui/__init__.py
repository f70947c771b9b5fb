"""The pages, their shell and everything a reader sees."""
