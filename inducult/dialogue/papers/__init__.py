"""What is printed for a session and from it: sheets to write on, the run sheet, a digest."""
