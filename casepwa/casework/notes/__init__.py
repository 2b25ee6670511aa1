"""Contact notes as their author makes them: versions, units, flags, safety concerns, what is added later."""
