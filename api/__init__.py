"""The HTTP face and the files that speak Graph's names."""
