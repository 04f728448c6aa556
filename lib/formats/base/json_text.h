/* json_text.h: a text as JSON, through jansson. */
#ifndef FORMATS_BASE_JSON_TEXT_H
#define FORMATS_BASE_JSON_TEXT_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

/* NULL: it is none, as *error says, or *no_memory. Release with json_decref. */
json_t *json_text_read(const char *text, size_t length, json_error_t *error, bool *no_memory);

#endif
