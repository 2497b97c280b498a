"""Files that are no text (XLSX, DOCX, PDF), taken out by a process that has limits."""
