"""The review of an article: what was found in it, lit and listed, to be kept, put right or left out."""
