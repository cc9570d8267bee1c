"""The providers' side of the conversation, for development and tests; it is never shipped.

It speaks the providers' published protocols and shares no code with `chalicelib`, so that a mistake in
our adapters is not repeated, and thereby hidden, on the other side of the wire.
"""
