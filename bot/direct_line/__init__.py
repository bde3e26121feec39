"""The embedded channel: our own Direct Line 3.0 face, in process."""
