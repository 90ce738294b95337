"""What is personal data: categories, recognizers, column classification, spans in text."""
