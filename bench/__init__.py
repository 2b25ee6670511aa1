"""What `make bench` measures, from a production build on this machine. Nothing here is a test."""
