"""The use cases of the waitlist."""
