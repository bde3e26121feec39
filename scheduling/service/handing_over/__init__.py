"""Handing appointments over to colleagues: planned, done or offered, answered, told."""
