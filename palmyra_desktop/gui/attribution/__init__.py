"""Who says so: the claims of one field as cards."""
