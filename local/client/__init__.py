"""`make client`: a Python client that a public generator makes of the served description.

It is generated, type-checked and used for a dossier and its payment; nothing of it is kept.
"""
