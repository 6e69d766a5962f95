"""Small widgets that show what they are given and report by message."""
