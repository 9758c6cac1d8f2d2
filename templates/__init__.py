"""Word and Jinja templates, document profiles and the first workspace: data, read through importlib.resources."""
