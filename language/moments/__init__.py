"""An expression grammar for days and times: one engine, a lexicon per language."""
