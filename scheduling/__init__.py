"""The core: every rule of booking, on the standard library alone."""
