"""How well the right people are found: labelled wishes and offers, and what is measured on them."""
