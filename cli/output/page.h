/* page.h: pages and documents of libnaast-formats, on standard output, in the language of the screen. */
#ifndef CLI_OUTPUT_PAGE_H
#define CLI_OUTPUT_PAGE_H

#include "naast-formats.h"
#include "naast-share.h"

struct cli;

/* A page of the command line's own. Ends the program where there is no memory for it; page_end returns the status. */
naast_html *page_begin(struct cli *cli, const char *title, naast_html_layout layout);
int page_end(struct cli *cli, naast_html *html);

int page_document(struct cli *cli, const naast_document *document, naast_document_format format);

/* What the customer reads. from: our name on it. */
int page_share(struct cli *cli, const naast_share *share, const char *from, naast_document_format format);

#endif
