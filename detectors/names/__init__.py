"""Names of people in text: behind labels, titles and kinship, from lists of names, repeated, and known beforehand."""
