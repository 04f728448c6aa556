/* text_tokens.c: the words of a text, as full text knows them. */
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/env/utf8.h"
#include "base/text/text.h"
#include "base/text/unicode.h"

#include <stdlib.h>
#include <string.h>

/* Letters with their marks, digits, and signs that stand for something by themselves (an emoji). */
static int in_word(int32_t c)
{
    if (c < 0x80)
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    switch (utf8proc_category(c)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
    case UTF8PROC_CATEGORY_SO:
    case UTF8PROC_CATEGORY_CO:
        return 1;
    default:
        return 0;
    }
}

const char *text_next_word(const char *text, size_t *len)
{
    const char *start = NULL;
    for (size_t used; *text != '\0'; text += used) {
        int32_t c = 0;
        used = unicode_next(text, strnlen(text, 4), &c);
        if (used == 0)
            used = 1; /* no UTF-8: no word either */
        if (!in_word(c)) {
            if (start != NULL)
                break;
        } else if (start == NULL) {
            start = text;
        }
    }
    *len = start != NULL ? (size_t)(text - start) : 0;
    return start;
}

struct word {
    const char *at;
    size_t len;
};

static int compare(const void *a, const void *b)
{
    const struct word *left = a, *right = b;
    const size_t shorter = left->len < right->len ? left->len : right->len;
    const int order = memcmp(left->at, right->at, shorter);
    return order != 0 ? order : (left->len > right->len) - (left->len < right->len);
}

/* Each word of a folded text once, in order. *words: mem_free. */
static int gather(struct env *env, const char *folded, struct word **words, size_t *count)
{
    struct word *found = NULL;
    size_t capacity = 0, len, kept = 0, all = 0;
    int status = 0;
    for (const char *at = folded; status == 0 && (at = text_next_word(at, &len)) != NULL; at += len) {
        status = mem_reserve(env, &found, &capacity, all + 1, sizeof *found);
        if (status == 0)
            found[all++] = (struct word){at, len > TEXT_WORD_BYTES ? utf8_fit(at, TEXT_WORD_BYTES) : len};
    }
    if (all > 1)
        qsort(found, all, sizeof *found, compare);
    for (size_t k = 0; k < all; k++)
        if (kept == 0 || compare(&found[kept - 1], &found[k]) != 0)
            found[kept++] = found[k];
    *words = found;
    *count = kept;
    return status;
}

/* A space between; "" for none. */
static char *join(struct env *env, const struct word *words, size_t count)
{
    size_t size = 1, len = 0;
    for (size_t k = 0; k < count; k++)
        size += words[k].len + 1;
    char *text = mem_resize(env, NULL, size, 1);
    if (text == NULL)
        return NULL;
    for (size_t k = 0; k < count; k++) {
        if (k > 0)
            text[len++] = ' ';
        memcpy(text + len, words[k].at, words[k].len);
        len += words[k].len;
    }
    text[len] = '\0';
    return text;
}

int text_words(struct env *env, const char *text, char **out)
{
    char *folded = NULL, *joined = NULL;
    struct word *words = NULL;
    size_t count = 0;
    int status = text_fold(env, text, &folded);
    if (status == 0)
        status = gather(env, folded, &words, &count);
    if (status == 0 && (joined = join(env, words, count)) == NULL)
        status = NAAST_NO_MEMORY;
    mem_free(env, words);
    mem_free(env, folded);
    if (status == 0)
        *out = joined;
    return status;
}
