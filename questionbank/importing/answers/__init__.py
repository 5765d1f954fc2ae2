"""The lines of an answer made into Markdown: blocks, lists, tables, code, call-outs."""
