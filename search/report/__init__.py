"""A comparison as text and as JSON: what leaves the terminal."""
