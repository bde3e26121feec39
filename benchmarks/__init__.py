"""Measurements of what the product must be fast at. `make bench` runs them all."""
