"""Documents of the house: read from files of five kinds, cut into passages, kept on a shelf."""
