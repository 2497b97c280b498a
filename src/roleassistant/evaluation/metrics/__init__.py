"""What is measured of an answer, each a value per case, and how cases are summed up."""
