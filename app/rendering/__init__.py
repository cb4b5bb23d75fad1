"""How does what is true become a page? Words, dates and figures in the reader's language, and what surrounds a page."""
