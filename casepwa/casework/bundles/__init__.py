"""What a device is given to hold of each person, and of its own person."""
