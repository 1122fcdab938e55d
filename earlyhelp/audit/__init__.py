"""The tamper-evident record of who did what: chain, tree, checkpoints, export and verifier.

Refuses to know the store: it works on facts and hashes handed to it.
"""
