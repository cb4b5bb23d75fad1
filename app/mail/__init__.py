"""Mails: who sends them, and what each of them says."""
