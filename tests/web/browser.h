/* browser.h: one headless Chromium, spoken to over a pair of pipes: no network port, and a page's policy does not bind
 * it. */
#ifndef TESTS_BROWSER_H
#define TESTS_BROWSER_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

struct browser;

/*
 * Starts the browser, with a profile of its own in TMPDIR that browser_stop takes away. BROWSER: another program than
 * `chromium`. NULL: it did not start, and why not stands on stderr, with what the browser said itself.
 */
struct browser *browser_start(void);
void browser_stop(struct browser *browser);

/*
 * Calls a method of the page that is open and returns its result, which the caller owns. params: taken, NULL for none.
 * NULL: the browser did not answer in time, or answered with an error; browser_trouble says which.
 */
json_t *browser_call(struct browser *browser, const char *method, json_t *params);
/* The same where only whether it worked counts. */
bool browser_do(struct browser *browser, const char *method, json_t *params);
const char *browser_trouble(const struct browser *browser);

/* Opens a file in a tab of its own and waits until it is loaded; closes it again. */
bool browser_open(struct browser *browser, const char *path);
void browser_close(struct browser *browser);

/* The value of an expression in the page, as JSON; the caller owns it. NULL as browser_call. */
json_t *browser_evaluate(struct browser *browser, const char *expression);

/* What happened since the page was opened: [check, what] pairs. The browser owns them. */
json_t *browser_happened(const struct browser *browser);

#endif
