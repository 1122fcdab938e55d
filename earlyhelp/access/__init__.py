"""Whether somebody may: the rules of the DPIA and nothing else.  Opens no file but the rules."""
