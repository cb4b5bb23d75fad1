"""How is Japanese written here? Folding for search, kana, numerals, era dates, telephone and postal numbers."""
