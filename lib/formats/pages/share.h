/* share.h: the page of a deal that its customer reads, in words. */
#ifndef FORMATS_PAGES_SHARE_H
#define FORMATS_PAGES_SHARE_H

#include "naast-formats.h"
#include "naast-share.h"
#include "formats/pages/document.h"
#include "formats/pages/text.h"

/* A page being put into words. */
struct share_page {
    struct wording words;
    const naast_share *share;
    struct parts parts;
};

/* The whole page. from: our name on it. Texts and parts are the share's or the page's. */
void share_document(struct share_page *page, const char *from, naast_document *out);

/* What is said of a line besides its text: who agreed and when, what became of it. */
const char *share_note(struct wording *words, const naast_share *share, const naast_share_line *line, naast_tone *tone);

/* Of that, what became of a promise or a condition, or until when it is. */
const char *share_life_note(struct wording *words, const naast_share_line *line, naast_tone *tone);

#endif
