"""The frames that screens stand in: a phone, a desk, a task, a family, pages about one person."""
