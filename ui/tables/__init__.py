"""Tables that page by key and never block.  They know no message and no service."""
