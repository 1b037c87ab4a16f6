"""The four forms of a report: static pages, PDF, DOCX and open data. Each reads the content tree and nothing else.

The same content gives the same bytes: no dates, no random names, and of the program no more than its name.
"""
