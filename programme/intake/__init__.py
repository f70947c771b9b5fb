"""Reading the CSV files of an organisation's people, with every error by row and column."""
