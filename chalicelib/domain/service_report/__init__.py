"""The report of a period: what a dossier counts in, the figures, their words and files."""
