"""What the panel of who says so is made of."""
