"""Which listings answer a search? Words through a text index, everything else through columns; the order is ours."""
