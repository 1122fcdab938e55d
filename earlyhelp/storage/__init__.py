"""Making it true: the only room that opens the store.  Decides nothing about practice."""
