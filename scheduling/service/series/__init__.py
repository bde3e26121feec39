"""Recurring series: planned, booked, moved and cancelled whole or in part."""
