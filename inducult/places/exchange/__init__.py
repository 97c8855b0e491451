"""The register as a table and back: columns, cells, files, and what a file that came back wants."""
