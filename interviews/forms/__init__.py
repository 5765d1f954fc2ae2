"""The shape of what the pages of this app take in. Ids are checked against our own rows."""
