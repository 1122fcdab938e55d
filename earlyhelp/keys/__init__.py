"""Keys of the store: header file, slots, wraps, second shares, passphrase rule, throttle.

Refuses to touch the database: the vault does; nothing here is imported by the window process.
"""
