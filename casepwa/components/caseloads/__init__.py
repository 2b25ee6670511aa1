"""Caseloads, cover, transfers, briefs and intake at a desk."""
