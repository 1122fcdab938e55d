"""What happens: a handler for every message, found by the dispatcher.  Draws nothing, opens no file."""
