"""What the bot keeps: claims and jobs, threads it takes part in, answers, and feedback on them."""
