"""The timeline as an SVG picture: what is where, and each of its parts drawn."""
