/* match_key.c: keys by which names that are spelled otherwise are seen to be alike. */
#include "base/text/match_key.h"

#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/text/text.h"

#include <string.h>

/* Of the countries around here and of where software comes from; folded, without dots. */
static const char *const legal_forms[] = {
    "ab",  "ag",        "aps",  "as",        "asbl",         "bv",  "bvba",    "coop", "corp", "corporation",
    "cv",  "ev",        "gmbh", "inc",       "incorporated", "kg",  "limited", "llc",  "llp",  "lp",
    "ltd", "maatschap", "nv",   "oy",        "oyj",          "plc", "sa",      "sarl", "sas",  "sl",
    "spa", "sprl",      "srl",  "stichting", "ug",           "ua",  "vof",     "vzw",  NULL,
};
static const char *const titles[] = {
    "bsc",    "dhr",  "dr", "drs", "frau", "herr", "heer", "ing", "ir",   "ma",        "mevr", "mevrouw",
    "meneer", "miss", "mr", "mrs", "ms",   "msc",  "mw",   "phd", "prof", "professor", NULL,
};

static int is_any(const char *word, size_t len, const char *const list[])
{
    for (; *list != NULL; list++)
        if (strlen(*list) == len && memcmp(*list, word, len) == 0)
            return 1;
    return 0;
}

/* The words that are not in the list, a space between; how many bytes. Never longer than the text. */
static size_t join_words(const char *folded, const char *const without[], char *out)
{
    size_t len, used = 0;
    for (const char *at = folded; (at = text_next_word(at, &len)) != NULL; at += len) {
        if (is_any(at, len, without))
            continue;
        if (used > 0)
            out[used++] = ' ';
        memcpy(out + used, at, len);
        used += len;
    }
    out[used] = '\0';
    return used;
}

uint64_t match_hash(const char *key)
{
    uint64_t hash = UINT64_C(0xCBF29CE484222325);
    for (; *key != '\0'; key++)
        hash = (hash ^ (unsigned char)*key) * UINT64_C(0x100000001B3);
    return hash;
}

int match_key(struct env *env, enum match_name what, const char *name, char **out)
{
    static const char *const none[] = {NULL};
    char *folded = NULL;
    int status = text_fold(env, name, &folded);
    if (status != 0)
        return status;
    text_close_up(folded);
    char *key = mem_resize(env, NULL, strlen(folded) + 1, 1);
    if (key == NULL)
        status = NAAST_NO_MEMORY;
    else if (join_words(folded, what == MATCH_ORG ? legal_forms : titles, key) == 0)
        (void)join_words(folded, none, key);
    mem_free(env, folded);
    if (status == 0)
        *out = key;
    return status;
}
