"""Several services in one visit, and parties of several people, in the conversation."""
