"""Tell whether evidence supports a claim: chosen by name, recorded in the run."""
