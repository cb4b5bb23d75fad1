"""The parts of a listing that a host may correct, each with its own form."""
