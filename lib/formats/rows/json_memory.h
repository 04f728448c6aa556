/* json_memory.h: why jansson read nothing. */
#ifndef FORMATS_ROWS_JSON_MEMORY_H
#define FORMATS_ROWS_JSON_MEMORY_H

#include <jansson.h>
#include <stdbool.h>

/* Where it lacked memory rather than found something wrong: it mostly says nothing at all then. */
static inline bool json_lacked_memory(const json_error_t *error)
{
    return json_error_code(error) == json_error_out_of_memory || error->text[0] == '\0';
}

#endif
