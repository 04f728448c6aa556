/* query.c: words that are asked for, and their places in texts. */
#include "domain/common/query.h"

#include "naast.h"

#include "base/env/buffer.h"
#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/env/utf8.h"
#include "base/text/text.h"
#include "store/handle/handle.h"

#include <stdio.h>
#include <string.h>

void search_words_free(naast_store *store, struct search_words *words)
{
    mem_free(&store->env, words->memory);
    *words = (struct search_words){0};
}

/* Takes apart, in place, what text_words left a space between. */
static int split(naast_store *store, struct search_words *words)
{
    char *at = words->memory;
    char most[16];
    snprintf(most, sizeof most, "%d", SEARCH_WORDS_MAX);
    while (*at != '\0') {
        if (words->count == SEARCH_WORDS_MAX)
            return FAIL(&store->env, MSG_SEARCH_MANY_WORDS, most);
        words->word[words->count++] = at;
        at += strcspn(at, " ");
        if (*at == ' ')
            *at++ = '\0';
    }
    return words->count > 0 ? 0 : FAIL(&store->env, MSG_SEARCH_NO_WORD);
}

int search_words_read(naast_store *store, const char *text, struct search_words *out)
{
    struct search_words words = {0};
    char *clean = NULL;
    int status = text_clean(&store->env, message_text(&store->env, MSG_FIELD_SEARCH), text, SEARCH_TEXT_BYTES,
                            TEXT_LINES, &clean);
    if (status == 0)
        status = text_words(&store->env, clean, &words.memory);
    if (status == 0)
        status = split(store, &words);
    mem_free(&store->env, clean);
    if (status == 0)
        *out = words;
    else
        search_words_free(store, &words);
    return status;
}

int search_words_in(naast_store *store, const struct search_words *words, const char *text, unsigned *found)
{
    char *there = NULL;
    int status = text_words(&store->env, text, &there);
    if (status != 0)
        return status;
    for (const char *at = there; *at != '\0'; at += strspn(at, " ")) {
        for (int k = 0; k < words->count; k++)
            if (strncmp(at, words->word[k], strlen(words->word[k])) == 0)
                *found |= 1U << k;
        at += strcspn(at, " ");
    }
    mem_free(&store->env, there);
    return 0;
}

/* ---- a piece ---- */

/* Whether the word at text begins with the folded one. */
static int begins(naast_store *store, const char *at, size_t len, const char *word, int *out)
{
    char one[4 * TEXT_WORD_BYTES + 1];
    char *folded = NULL;
    if (len >= sizeof one)
        len = utf8_fit(at, sizeof one - 1);
    memcpy(one, at, len);
    one[len] = '\0';
    int status = text_fold(&store->env, one, &folded);
    if (status == 0)
        *out = strncmp(folded, word, strlen(word)) == 0;
    mem_free(&store->env, folded);
    return status;
}

/* Its place; the beginning of the text if the words as they are written do not show it. */
static int find_place(naast_store *store, const char *text, const char *word, const char **out)
{
    size_t len;
    int status = 0, there = 0;
    const char *at = text;
    *out = text;
    while (status == 0 && !there && (at = text_next_word(at, &len)) != NULL) {
        status = begins(store, at, len, word, &there);
        if (there)
            *out = at;
        at += len;
    }
    return status;
}

/* Back from a place to the beginning of a word, some words before it. */
static const char *step_back(const char *text, const char *place)
{
    enum { BEFORE = 12 };
    if (place - text <= BEFORE)
        return text;
    const char *start = place;
    for (const char *at = place - 1; place - at < BEFORE; at--)
        if (*at == ' ' || *at == '\n')
            start = at + 1;
    return start;
}

int search_piece(naast_store *store, void *result, const char *text, const char *word, const char **out)
{
    enum { PIECE = 100 };
    struct buffer piece;
    const char *place = text;
    int status = find_place(store, text, word, &place);
    if (status != 0)
        return status;
    const char *start = step_back(text, place);
    const size_t len = utf8_fit(start, PIECE);
    buffer_init(&piece, &store->env);
    buffer_text(&piece, start > text ? "…" : "");
    for (size_t k = 0; k < len; k++)
        buffer_byte(&piece, (uint8_t)(start[k] == '\n' || start[k] == '\t' ? ' ' : start[k]));
    buffer_text(&piece, start[len] != '\0' ? "…" : "");
    status = piece.status;
    if (status == 0)
        *out = result_text(&store->env, result, piece.len > 0 ? piece.data : "");
    buffer_free(&piece);
    return status != 0 || *out != NULL ? status : NAAST_NO_MEMORY;
}
