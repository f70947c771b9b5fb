"""Plain values and rules of a mentoring programme, without storage or frameworks."""
