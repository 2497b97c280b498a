"""A profile → a job post whose every line is traced, and the review of one."""
