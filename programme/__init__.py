"""What a run needs done: import people, match and approve, plan sessions."""
