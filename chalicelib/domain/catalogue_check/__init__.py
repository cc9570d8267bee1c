"""What is wrong with a catalogue, and how it is said to the people who write it."""
