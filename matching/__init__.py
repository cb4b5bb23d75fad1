"""Pairing people with participation options, and following both sides up."""
