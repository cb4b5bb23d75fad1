"""What only the demo town has: enter as somebody, and mails that can be read."""
