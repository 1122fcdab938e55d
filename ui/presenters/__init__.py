"""Presenters ask and decide what to show next: plain Python, no Qt, no database."""
