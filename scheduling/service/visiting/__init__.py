"""Visits: several services for one customer, in a row or at once, each an appointment."""
