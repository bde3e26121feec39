"""The waitlist in a conversation: what is said and tapped of it."""
