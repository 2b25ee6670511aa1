"""What concerns the phone itself: its settings, and what it has recorded."""
