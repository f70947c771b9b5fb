"""How well passages are found, beside plainer searches over the same sections."""
