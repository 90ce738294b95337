"""That somebody changed name, number or registered sex must not show: what tells it, and what stays inside."""
