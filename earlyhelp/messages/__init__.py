"""What the window and the keeper say to each other: typed, frozen, light to import."""
