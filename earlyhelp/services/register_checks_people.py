"""Checks of how people are dealt with: reviews, rights, retention.  Counts only, opens no family."""
