/* csv_guard.c: texts in CSV that no spreadsheet takes for a formula. */
#include "formats/base/csv_guard.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

bool csv_wants_guard(const char *text)
{
    static const char *const wide[] = {"＝", "＋", "－", "＠"}; /* for which some spreadsheets take it too */
    if (text[0] != '\0' && strchr("=+-@\t\r\n'", text[0]) != NULL)
        return true;
    for (size_t i = 0; i < sizeof wide / sizeof wide[0]; i++) {
        if (strncmp(text, wide[i], strlen(wide[i])) == 0)
            return true;
    }
    return false;
}

const char *csv_unguarded(const char *text) { return text[0] == '\'' ? text + 1 : text; }
