"""HTML: what a reader of a web page or an Excel-saved page sees."""
