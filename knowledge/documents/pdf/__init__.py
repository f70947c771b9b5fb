"""PDF files by pypdf: what can be seen on their pages, in lines, paragraphs and headings."""

from knowledge.documents.pdf.reader import read_pdf

__all__ = ["read_pdf"]
