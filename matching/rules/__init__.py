"""The hard rules: each looks at one person and one option and says pass, fail or unknown."""
