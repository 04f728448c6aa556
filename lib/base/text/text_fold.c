/* text_fold.c: texts folded for search and matching. */
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/text/text.h"
#include "base/text/unicode.h"

#include <string.h>

/* Marks that people leave out when they search. Vowel signs and voicing marks, which make another word, stay. */
static int is_accent(int32_t c)
{
    static const int32_t ranges[][2] = {
        {0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x05BF, 0x05C7}, {0x064B, 0x065F},
        {0x0670, 0x0670}, {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x20D0, 0x20FF}, {0xFE20, 0xFE2F},
    };
    for (size_t k = 0; k < sizeof ranges / sizeof ranges[0]; k++) {
        if (c >= ranges[k][0] && c <= ranges[k][1])
            return 1;
    }
    return 0;
}

/* Letters that Unicode does not take apart, though people type them without the stroke. */
static int32_t without_stroke(int32_t c)
{
    switch (c) {
    case 0x0111: /* d with stroke */
    case 0x00F0: /* eth */
        return 'd';
    case 0x0127:
        return 'h';
    case 0x0131:
        return 'i'; /* dotless */
    case 0x0142:
        return 'l';
    case 0x00F8:
        return 'o';
    case 0x0167:
        return 't';
    default:
        return c;
    }
}

/* In place; the new count. */
static size_t simplify(int32_t *chars, size_t count)
{
    size_t len = 0;
    int gap = 0;
    for (size_t k = 0; k < count; k++) {
        int32_t c = chars[k];
        if (is_accent(c))
            continue;
        if (unicode_is_space(c)) {
            gap = len > 0;
            continue;
        }
        if (gap)
            chars[len++] = ' ';
        gap = 0;
        chars[len++] = without_stroke(c);
    }
    return len;
}

/* What most names are; saves them the tables. */
static int is_ascii(const char *text)
{
    while (*text != '\0' && (unsigned char)*text < 0x80)
        text++;
    return *text == '\0';
}

static int fold_ascii(struct env *env, const char *text, char **out)
{
    char *folded = mem_resize(env, NULL, strlen(text) + 1, 1);
    size_t len = 0;
    int gap = 0;
    if (folded == NULL)
        return NAAST_NO_MEMORY;
    for (; *text != '\0'; text++) {
        if (unicode_is_space(*text)) {
            gap = len > 0;
            continue;
        }
        if (gap)
            folded[len++] = ' ';
        gap = 0;
        folded[len++] = *text >= 'A' && *text <= 'Z' ? (char)(*text + ('a' - 'A')) : *text;
    }
    folded[len] = '\0';
    *out = folded;
    return 0;
}

int text_fold(struct env *env, const char *text, char **out)
{
    const int options = UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE;
    int32_t *chars;
    size_t count;
    if (is_ascii(text))
        return fold_ascii(env, text, out);
    int status = unicode_decompose(env, text, options, &chars, &count);
    if (status == 0)
        *out = unicode_compose(chars, simplify(chars, count));
    return status;
}

/* The mark that text begins with, and what it becomes; NULL: it begins with none. */
static const char *mark_at(const char *text, const char **becomes)
{
    static const char *const marks[][2] = {
        {".", ""},      {"'", ""},      {"\u2019", ""}, {"\u2018", ""},  {"\u201B", ""},
        {"\u02BC", ""}, {"\u02BB", ""}, {"`", ""},      {"\u2010", "-"},
    };
    if ((unsigned char)*text < 0x80 && *text != '.' && *text != '\'' && *text != '`')
        return NULL; /* most letters; saves them the table */
    for (size_t k = 0; k < sizeof marks / sizeof marks[0]; k++)
        if (strncmp(text, marks[k][0], strlen(marks[k][0])) == 0) {
            *becomes = marks[k][1];
            return marks[k][0];
        }
    return NULL;
}

void text_close_up(char *text)
{
    char *to = text;
    while (*text != '\0') {
        const char *becomes = "", *mark = mark_at(text, &becomes);
        if (mark == NULL) {
            *to++ = *text++;
            continue;
        }
        text += strlen(mark);
        while (*becomes != '\0')
            *to++ = *becomes++;
    }
    *to = '\0';
}
