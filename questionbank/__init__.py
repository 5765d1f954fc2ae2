"""What is asked: topics, levels, questions and their frozen revisions, rubrics, imports.

Actions: see questionbank/actions/, one verb a file.
Start reading at models.py; importing/ is the pure core that reads documents.
"""
