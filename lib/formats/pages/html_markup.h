/* html_markup.h: the tags and attributes that a page may have. */
#ifndef FORMATS_PAGES_HTML_MARKUP_H
#define FORMATS_PAGES_HTML_MARKUP_H

#include <stdbool.h>

/* Only those that lay out text and draw: none runs, loads, sends or styles anything. */
bool markup_tag(const char *tag);

/* As they come in a tag: name="value" name="value". NULL and "": none. */
bool markup_attributes(const char *attributes);

/* One whose value may be any text: title, datetime, lang, aria-..., data-... */
bool markup_data_attribute(const char *name);

#endif
