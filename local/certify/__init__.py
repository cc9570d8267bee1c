"""`make certify PROVIDER=momo`: a provider's adapter against everything that a provider can do wrong.

Each scenario takes a dossier of its own over the real road (HTTP in, HTTP out) while the sandbox
misbehaves, and is then held to the sandbox's books: what the payer paid is booked once, the dossier
went on once, and nothing that was paid is called failed.
"""
