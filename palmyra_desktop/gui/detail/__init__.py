"""What the panel of one record is made of."""
