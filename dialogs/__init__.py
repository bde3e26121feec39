"""Conversations as steps without input or output of their own."""
