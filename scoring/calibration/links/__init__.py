"""Who may be compared with whom, and what would link them."""
