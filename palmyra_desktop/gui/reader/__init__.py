"""What the reader of source texts is made of."""
