"""The mapped classes: columns and relationships, no behaviour.  Opens nothing, decides nothing."""
