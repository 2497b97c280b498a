"""From a file to a post: one module per form in which posts are written."""
