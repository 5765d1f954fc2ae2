"""All rights of the app scoring. Pure: they look at the rows given and ask no query."""
