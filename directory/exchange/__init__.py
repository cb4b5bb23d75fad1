"""How do listings come in from files that towns publish, and go out again?"""
