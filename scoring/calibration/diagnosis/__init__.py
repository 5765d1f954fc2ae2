"""What is found out about ratings, interviewers and questions once they are fitted."""
