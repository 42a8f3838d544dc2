"""Article -> Doc: the parts of the page, the quotation marks, the times, the parse."""
