/* utf8.c: where characters end. */
#include "base/env/utf8.h"

#include <string.h>

size_t utf8_fit(const char *text, size_t max)
{
    size_t len = strnlen(text, max);
    if (len < max)
        return len;
    while (len > 0 && ((unsigned char)text[len] & 0xC0) == 0x80)
        len--;
    return len;
}
