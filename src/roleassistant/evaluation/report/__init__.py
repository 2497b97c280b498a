"""report.html: a finished run as one page that needs neither a network nor a server."""
