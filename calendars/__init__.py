"""iCalendar files made and calendars read."""
