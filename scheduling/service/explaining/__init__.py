"""Explains why times are not offered: what is in the way, to whom it may be told."""
