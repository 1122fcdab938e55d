"""Paper: assessments, plans and figures as PDF bytes.  Writes no file and asks no store."""
