"""The business files that new businesses begin with."""
