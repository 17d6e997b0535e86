"""One file's bytes to plain data, with the place of everything in it and what is mistyped."""
