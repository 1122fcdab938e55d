"""Early help casework without a window: records, rules, keys, audit, paper.  Imports no Qt."""
