/* report_page.h: a report as a page. */
#ifndef CLI_OUTPUT_REPORT_PAGE_H
#define CLI_OUTPUT_REPORT_PAGE_H

struct html;
struct report;

/* The page (report_page.c), and of it what stands between its header and its footer. */
void report_page(const struct report *report);
void report_section(struct html *html, const struct report *report);

#endif
