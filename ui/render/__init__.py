"""Suggestions and plans as escaped HTML in the reader's language: values in, markup out."""
