"""Small passive widgets of the house.  They know no message, no service and no rule."""
