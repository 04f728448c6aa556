/* html_style.h: the one stylesheet of every page. */
#ifndef FORMATS_PAGES_HTML_STYLE_H
#define FORMATS_PAGES_HTML_STYLE_H

#include <stddef.h>

/* In pieces that follow each other, and their number. */
extern const char *const html_style[];
extern const size_t html_style_count;

/* SHA-256 of the pieces, in base64, by which a page's policy allows it. tests/unit/formats/test_pages.c computes it. */
extern const char html_style_hash[];

#endif
