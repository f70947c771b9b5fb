"""The conversation of a tandem with its assistant: understand, gate, plan, reply."""
