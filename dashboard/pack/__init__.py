"""Meeting papers: the same blocks as the pages, on paper. One file per format, one plan, one chart writer."""
