"""Who can sign in: accounts, passwords, sign-ins, devices; what administrators see and change of them."""
