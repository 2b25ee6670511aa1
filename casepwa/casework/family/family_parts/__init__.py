"""The parts of a family's bundle, each made from what was granted by name."""
