"""What the core asks of the world, as protocols: one small file per role."""
