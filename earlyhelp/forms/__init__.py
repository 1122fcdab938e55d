"""Forms as data: definitions, loading, validation.  Draws nothing."""
