"""Outcomes by group: adverse impact, and interviewers by group."""
