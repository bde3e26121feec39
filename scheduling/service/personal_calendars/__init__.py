"""Personal calendars of staff members: kept, listed and forgotten."""
