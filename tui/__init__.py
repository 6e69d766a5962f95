"""The terminal reader and its command line. Importing this package loads no screen."""

__version__ = "0.1.0"
