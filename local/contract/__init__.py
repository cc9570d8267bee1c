"""`make contract`: the served description against the running API, call by generated call.

A public fuzzer (Schemathesis) reads what the stage serves and holds every answer to it. It works
in an agency tree of its own, with tokens that reach nothing else.
"""
