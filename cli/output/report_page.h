/* report_page.h: a report as a page. */
#ifndef CLI_OUTPUT_REPORT_PAGE_H
#define CLI_OUTPUT_REPORT_PAGE_H

#include "naast-formats.h"

struct report;

/* The page (report_page.c), and of it what is between its header and its footer. */
int report_page(const struct report *report);
void report_section(naast_html *html, const struct report *report);

#endif
