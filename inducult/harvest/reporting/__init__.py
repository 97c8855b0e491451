"""What all ready sources bring into one register, as a page (`inducult sources --report`)."""
