/* input.c: the fields that organisations, people and the diary have in common: names, notes, dates, pages. */
#include "domain/common/input.h"

#include "naast.h"

#include "base/env/env.h"
#include "base/text/text.h"
#include "base/values/dates.h"
#include "base/values/ids.h"
#include "domain/common/rows.h"
#include "engine/schema/tables.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"

#include <stdio.h>
#include <string.h>

int field_clean(naast_store *store, enum message field, const char *text, size_t max_bytes, int rules, char **out)
{
    return text_clean(&store->env, message_text(&store->env, field), text, max_bytes, rules, out);
}

int name_clean(naast_store *store, const char *text, char **name, char **folded)
{
    int status = field_clean(store, MSG_FIELD_NAME, text, NAME_BYTES, TEXT_LINE | TEXT_REQUIRED, name);
    return status == 0 ? text_fold(&store->env, *name, folded) : status;
}

/* One @ with something on both sides, and no space: what a mail server makes of it is not ours to say. */
static int looks_like_email(const char *text)
{
    const char *at = strchr(text, '@');
    return at != NULL && at != text && at[1] != '\0' && at[1] != '.' && strchr(at + 1, '@') == NULL &&
           strpbrk(text, " <>,;") == NULL && text[strlen(text) - 1] != '.';
}

int email_clean(naast_store *store, const char *text, char **email, char **folded)
{
    int status = field_clean(store, MSG_FIELD_EMAIL, text, EMAIL_BYTES, TEXT_LINE, email);
    if (status != 0 || text == NULL)
        return status;
    if (**email != '\0' && !looks_like_email(*email))
        return FAIL(&store->env, MSG_EMAIL_INVALID, *email);
    return text_fold(&store->env, *email, folded);
}

int day_check(naast_store *store, naast_date day)
{
    char text[16];
    if (day == 0 || date_valid(day))
        return 0;
    (void)snprintf(text, sizeof text, "%d", (int)day);
    return FAIL(&store->env, MSG_DAY_INVALID, text);
}

int links_check(naast_store *store, naast_id deal, naast_id person, naast_id org)
{
    int status = deal ? deal_read(store, deal, NULL) : 0;
    if (status == 0 && person)
        status = person_read(store, person, NULL);
    if (status == 0 && org)
        status = org_read(store, org, NULL);
    return status;
}

int speaker_check(naast_store *store, naast_id person)
{
    struct row row = {0};
    const struct short_id id = short_id('P', person);
    int status = person_read(store, person, &row);
    if (status == 0 && text_equal(row_text(&row, PERSON_NAME), id.text))
        status = FAIL(&store->env, MSG_PARTY_ERASED, id.text);
    row_free(&row);
    return status;
}

void uuid_column(struct query *query, int column, char out[37])
{
    size_t len = 0;
    const void *uuid = query_blob(query, column, &len);
    if (len == UUID_BYTES)
        uuid_format(uuid, out);
    else
        out[0] = '\0';
}

int external_id_check(naast_store *store, naast_id deal, const char *external_id)
{
    int64_t taken = 0;
    if (external_id == NULL || *external_id == '\0')
        return 0;
    int status = sql_int(store, &taken,
                         "SELECT id FROM naast_deal WHERE external_id = CAST(?1 AS TEXT) AND void = 0 AND id <> ?2",
                         "ti", external_id, deal);
    if (status == 0 && taken != 0)
        status = FAIL(&store->env, MSG_EXTERNAL_ID_TAKEN, external_id, short_id('D', taken).text);
    return status;
}
