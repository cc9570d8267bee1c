"""The HTTP API: one module per resource; each view parses, calls one use case, answers."""
