"""What is looked at before anybody signs in: place, rights, clock, disk, installed files, scanner."""
