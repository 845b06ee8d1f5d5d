"""Models: what the views of Qt show, filled from answers of the services."""
