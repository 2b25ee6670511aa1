"""The parts of a bundle, one a file: each answers for a whole caseload in one query or two, by client id."""
