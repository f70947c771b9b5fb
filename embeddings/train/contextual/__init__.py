"""How the bundled contextual model is made: the teacher's layers over a bilingual vocabulary."""
