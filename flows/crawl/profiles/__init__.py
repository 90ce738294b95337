"""One YAML file per system."""
