"""Who and what an article names: actors and monuments, known, proposed, and meant by other words."""
