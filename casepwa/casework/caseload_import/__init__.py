"""An agency's own spreadsheet becomes its caseload: read, examined, and taken in whole or not at all."""
