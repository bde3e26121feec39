"""A visit in the making as the rest of the conversation sees it: one service, with a plan."""
