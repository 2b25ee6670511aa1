"""What a device sends and asks for: queued commands, and what may still come late."""
