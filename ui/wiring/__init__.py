"""Where views and presenters meet: one maker for every page.  Decides nothing, draws nothing."""
