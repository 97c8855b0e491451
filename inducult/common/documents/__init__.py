"""Documents for paper and for going on writing: one neutral tree, a tagged PDF and a DOCX of it."""
