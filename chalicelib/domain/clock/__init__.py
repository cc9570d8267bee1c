"""The legal clock of a dossier: what is written of it, how it is read, and how it explains itself."""
