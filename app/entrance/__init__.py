"""How workers come in and go out; the public face has none of it."""
