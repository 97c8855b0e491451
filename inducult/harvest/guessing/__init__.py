"""What an unknown file most likely means: columns, coordinates, kinds. Pure: plain values only.

A guess is a proposal on a form; whoever sent the file looks it over.
"""
