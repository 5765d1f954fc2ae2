"""All rights of the app questionbank. Pure: they look at the rows given and ask no query."""
