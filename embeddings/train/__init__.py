"""How the bundled static model was made; `python -m embeddings.train` makes it again."""
