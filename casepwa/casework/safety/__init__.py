"""Who is out, who is overdue, what must be heard at once, and who is on call for it."""
