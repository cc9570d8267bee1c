"""What the product does: one verb per file; each reads, builds one change and commits it."""
