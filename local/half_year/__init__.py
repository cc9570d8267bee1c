"""A half-year of dossiers that never were, counted twice: by the report, and in SQL."""
