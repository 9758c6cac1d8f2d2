"""Whether a document is set as its profile asks: what a document looks like, its parts, the rules. Pure."""
