/* text.h: sentences, dates and amounts as whoever reads a page reads them. */
#ifndef FORMATS_PAGES_TEXT_H
#define FORMATS_PAGES_TEXT_H

#include "naast.h"
#include "formats/base/arena.h"
#include "formats/base/formats.h"

/* Texts last as long as the arena; where there is no memory they are "", and the arena remembers it. */
struct wording {
    const naast_formats *formats;
    struct arena arena;
    naast_date today;
};

/* A sentence in the language of the page; the second fills in {0}, {1}, ... with texts that are made safe. */
const char *text_of(const struct wording *wording, enum fmt_message message);
const char *text_filled(struct wording *wording, enum fmt_message message, ...) __attribute__((sentinel));
#define TEXT(wording, ...) text_filled((wording), __VA_ARGS__, (const char *)NULL)

/* "4 Nov", with the year where it is not this one; the second always with its year. "" for none. */
const char *text_date(struct wording *wording, naast_date date);
const char *text_full_date(struct wording *wording, naast_date date);

/* "EUR 24,000", in Dutch "EUR 24.000"; with decimals only where they are not zero. "" for none. */
const char *text_money(struct wording *wording, naast_money money);

/* What a value's code means in words; the code with spaces where it is none of ours. */
const char *text_value(struct wording *wording, const char *value);

/* "Sanne", of "Sanne de Wit". */
const char *text_first_name(struct wording *wording, const char *name);

/* The same, with an organisation that is not the customer: "Eve of Northsea"; org "": none. */
const char *text_person(struct wording *wording, const char *name, const char *org);

/* With a large first letter. */
const char *text_capital(struct wording *wording, const char *text);

/* The two with something between them; an empty one adds nothing. */
const char *text_joined(struct wording *wording, const char *list, const char *between, const char *part);

#endif
