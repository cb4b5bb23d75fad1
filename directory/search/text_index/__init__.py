"""The text indexes: one protocol, an oracle, and the engines behind it."""

import warnings

# 2026-11: Whoosh-Reloaded 2.7.5 has invalid escapes; they would be told to whoever starts the program first.
warnings.filterwarnings("ignore", message="invalid escape sequence", module=r".*whoosh")
