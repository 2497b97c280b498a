"""Where vectors are kept and searched: a mapped file, embedded Chroma, a Chroma server."""
