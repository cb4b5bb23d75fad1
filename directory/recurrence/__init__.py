"""When a place is open: rules as frozen values, and what follows from them (dates, sentences, codes)."""
