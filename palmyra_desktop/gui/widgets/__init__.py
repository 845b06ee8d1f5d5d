"""Small widgets that any panel or dialog may use. None of them knows what an archive is."""
