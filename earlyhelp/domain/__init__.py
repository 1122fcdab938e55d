"""The field's own rules as pure functions: values, time limits, steps, plans, pictures.  Stores nothing."""
