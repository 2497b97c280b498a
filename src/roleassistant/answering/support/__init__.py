"""Does the evidence say what a claim says? One interface, several scorers."""
