/* encoding.c: how the letters of a file are written, by name. */
#include "formats/rows/encoding.h"

#include <stddef.h>
#include <strings.h>

static const struct {
    const char *name;
    enum encoding encoding;
} names[] = {{"utf-8", ENCODING_UTF_8},         {"windows-1252", ENCODING_WINDOWS_1252},
             {"utf-16le", ENCODING_UTF_16_LE},  {"utf-16be", ENCODING_UTF_16_BE},
             {"utf8", ENCODING_UTF_8}, /* from here on what others call them */
             {"cp1252", ENCODING_WINDOWS_1252}, {"latin1", ENCODING_WINDOWS_1252}};

int encoding_find(const char *name, enum encoding *out)
{
    *out = ENCODING_UTF_8;
    for (size_t i = 0; name != NULL && i < sizeof names / sizeof names[0]; i++) {
        if (strcasecmp(names[i].name, name) != 0)
            continue;
        *out = names[i].encoding;
        return 0;
    }
    return name == NULL ? 0 : -1;
}

const char *encoding_name(enum encoding encoding)
{
    size_t i = 0;
    while (names[i].encoding != encoding)
        i++;
    return names[i].name;
}
