"""Appointments that a group attends: finding room, joining, leaving, moving on one's own."""
