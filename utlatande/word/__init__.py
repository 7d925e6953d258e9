"""Word files: read, written, and packed. The only home of python-docx and of Word's XML."""
