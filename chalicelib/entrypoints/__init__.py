"""The rim: the only importers of Chalice. Each handler parses, calls one use case, answers."""
