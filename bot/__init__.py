"""The host: SDK adapter, HTTP application, settings, clock, wiring and command line."""
