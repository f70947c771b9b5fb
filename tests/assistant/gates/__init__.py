"""The gates, judged by texts whose author has not seen them."""
