"""What the API of this app gives and takes."""
