"""All rights of the app interviews. Pure: they look at the rows given and ask no query."""
