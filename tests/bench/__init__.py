"""Measurements: does search find what people ask for, and how fast is the site built. `make bench` runs them."""
