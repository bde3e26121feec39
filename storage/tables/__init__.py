"""The tables, one module per part of the model; `metadata` holds them all."""
