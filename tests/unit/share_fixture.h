/* share_fixture.h: a deal in which every field of every table holds a text of its own, so that what reaches a page can
 * be told from what does not. */
#ifndef SHARE_FIXTURE_H
#define SHARE_FIXTURE_H

#include "deal_fixture.h"

#include "naast-share.h"

static inline naast_share *share_for(struct fixture *f, naast_id reader)
{
    naast_share *share = NULL;
    naast_share_spec spec = NAAST_SHARE_SPEC_INIT;
    spec.reader = reader;
    int status = naast_share_read(f->store, f->deal, &spec, &share);
    ck_assert_msg(status == NAAST_OK, "share_read: %s", naast_store_message(f->store));
    return share;
}

/* Every text of a page, in one. The caller frees it. */
static inline char *texts_of(const naast_share *share)
{
    char *all = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&all, &size);
    fprintf(out, "[%s][%s][%s][%s][%s][%s][%s]", share->title, share->org, share->reader, share->head, share->outcome,
            share->because, share->refer);
    for (size_t k = 0; k < share->count; k++) {
        const naast_share_line *line = &share->lines[k];
        fprintf(out, "[%s][%s][%s][%s][%s][%s][%s][%s][%s]", line->kind, line->name, line->value, line->text,
                line->about, line->by, line->url, line->state, line->word_by);
    }
    fclose(out);
    return all;
}

/* The first line of a kind; NULL: none. */
static inline const naast_share_line *line_of(const naast_share *share, const char *kind)
{
    for (size_t k = 0; k < share->count; k++)
        if (strcmp(share->lines[k].kind, kind) == 0)
            return &share->lines[k];
    return NULL;
}

static inline void expect_canary(struct fixture *f, naast_id reader, const char *canary, int wanted)
{
    naast_share *share = share_for(f, reader);
    char *texts = texts_of(share);
    char bracketed[200];
    snprintf(bracketed, sizeof bracketed, "[%s]", canary);
    const int found = strstr(texts, bracketed) != NULL;
    ck_assert_msg(found == wanted, "P%d: \"%s\" is %s on the page:\n%s", (int)reader, canary,
                  found ? "found" : "not found", texts);
    /* Nor may it be part of something longer. */
    ck_assert_msg(wanted || strstr(texts, canary) == NULL, "\"%s\" is in:\n%s", canary, texts);
    free(texts);
    naast_free(share);
}

#endif
