"""A city's startup-support site: YAML records in, a static public site out."""
