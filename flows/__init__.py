"""What runs, in which order: Prefect flows, the workspace and the command line."""
