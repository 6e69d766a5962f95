"""Finds things in articles: text, figures, quantities at odds. Knows no terminal."""
