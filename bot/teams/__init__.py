"""What Teams demands: proof of who speaks, keys, tokens, and calls back to its service."""
