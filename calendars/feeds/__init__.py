"""iCalendar feeds of staff members' own calendars, read into busy time and nothing else."""
