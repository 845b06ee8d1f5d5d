"""What the comparison of all claims about one field is made of."""
