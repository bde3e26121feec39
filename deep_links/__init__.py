"""Links into Teams and the web app, and signed tokens."""
