/* json_text.c: a text as JSON, through jansson. */
#include "formats/base/json_text.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

/* What jansson had no memory for it calls so, or says nothing of. */
json_t *json_text_read(const char *text, size_t length, json_error_t *error, bool *no_memory)
{
    json_t *json = json_loadb(text, length, JSON_REJECT_DUPLICATES, error);
    *no_memory = json == NULL && (error->text[0] == '\0' || json_error_code(error) == json_error_out_of_memory);
    return json;
}
