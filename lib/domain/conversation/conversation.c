/* conversation.c: a conversation is one operation and one moment: people, the note, all content, then all words, then
 * the move. */
#include "domain/conversation/conversation.h"

#include "naast.h"

#include "base/env/buffer.h"
#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/env/spec.h"
#include "base/text/text.h"
#include "domain/common/input.h"
#include "store/handle/call.h"
#include "store/handle/handle.h"
#include "store/handle/operation.h"
#include "store/session/transaction.h"

static int is_blank(const char *text) { return text == NULL || text[0] == '\0'; }

static int check_something(struct conversation *talk)
{
    const naast_conversation_spec *spec = talk->spec;
    const int something = spec->entry_count > 0 || !is_blank(spec->note) || spec->advance != NULL;
    return something ? 0 : FAIL(&talk->store->env, MSG_CONVERSATION_EMPTY);
}

static int has_new_item(const struct conversation *talk)
{
    int found = 0;
    for (size_t k = 0; !found && k < talk->spec->entry_count; k++)
        found = talk->entries[k].own.record != NULL;
    return found;
}

/* What is wrong for the whole conversation is not said once more of each entry. */
static int check_occasion(struct conversation *talk)
{
    naast_store *store = talk->store;
    const naast_conversation_spec *spec = talk->spec;
    naast_date day = 0;
    char *how = NULL;
    look_at(talk, -1);
    int status = item_day_resolve(store, spec->on, &day);
    talk->on = status == 0 ? spec->on : 0;
    status = note_at(talk, NAAST_IN_ON, 0, NULL, status);
    if (status != 0)
        return status;
    status = field_clean(store, MSG_FIELD_HOW, spec->how, ITEM_HOW_BYTES, TEXT_LINE | TEXT_SPEAKS, &how);
    talk->how = status == 0 && !is_blank(how) ? spec->how : NULL;
    mem_free(&store->env, how);
    return note_at(talk, NAAST_IN_HOW, 0, NULL, status);
}

static int note_activity(struct conversation *talk, const char *with)
{
    const naast_conversation_spec *spec = talk->spec;
    naast_activity_spec activity = NAAST_ACTIVITY_SPEC_INIT;
    activity.kind = "talk";
    activity.text = is_blank(spec->note) ? NULL : spec->note;
    activity.with = with;
    activity.how = talk->how;
    activity.deal = talk->work.id;
    activity.on = talk->on;
    look_at(talk, -1);
    int status = naast_activity_add(talk->store, &activity, &talk->result->activity);
    return note_at(talk, activity.text != NULL ? NAAST_IN_NOTE : NAAST_IN_WITH, 0, NULL, status);
}

static int record_people(struct conversation *talk)
{
    struct buffer names;
    buffer_init(&names, &talk->store->env);
    int status = people_meet(talk, &names);
    if (status == 0)
        status = people_find(talk);
    if (status == 0 && !talk->spec->items_only)
        status = note_activity(talk, names.data);
    buffer_free(&names);
    return status;
}

/* A gate that is not open keeps the deal where it is. */
static int move(struct conversation *talk)
{
    naast_advance_spec spec = NAAST_ADVANCE_SPEC_INIT;
    naast_evaluation *evaluation = NULL;
    if (talk->spec->advance == NULL || talk->found_count > 0)
        return 0;
    spec.to = is_blank(talk->spec->advance) ? NULL : talk->spec->advance;
    look_at(talk, -1);
    int status = naast_deal_advance(talk->store, talk->work.id, &spec, &evaluation);
    if (evaluation != NULL) {
        result_take_along(talk->result, evaluation);
        talk->result->evaluation = evaluation;
    }
    if (status == NAAST_NOT_YET) {
        env_clear_failure(&talk->store->env);
        status = 0;
    }
    return note_at(talk, NAAST_IN_ADVANCE, 0, NULL, status);
}

static int give_items(struct conversation *talk)
{
    struct env *env = &talk->store->env;
    const size_t count = talk->spec->entry_count;
    naast_conversation_item *items = result_alloc(env, talk->result, count, sizeof *items);
    if (items == NULL)
        return NAAST_NO_MEMORY;
    for (size_t k = 0; k < count; k++) {
        const struct said *said = &talk->entries[k];
        items[k].entry = (int32_t)k;
        items[k].n = said->n;
        items[k].kind = result_text(env, talk->result, said->kind_code);
        items[k].is_new = said->own.record != NULL;
        items[k].amended = said->own.amend != NULL;
        items[k].from = items[k].is_new                               ? said->item.from
                        : items[k].amended && said->amendment != NULL ? said->amendment->from
                                                                      : (naast_party){NAAST_SIDE_NONE, 0};
        if (items[k].kind == NULL)
            return NAAST_NO_MEMORY;
    }
    talk->result->items = items;
    talk->result->item_count = count;
    return 0;
}

static int record_all(struct conversation *talk, naast_id deal)
{
    talk->work.id = deal;
    int status = check_occasion(talk);
    if (status == 0)
        status = content_read(talk);
    if (status == 0)
        status = deal_work_begin(talk->store, deal, has_new_item(talk), talk->spec->expect_rev, &talk->work);
    if (status == 0)
        status = record_people(talk);
    if (status == 0)
        status = content_write(talk);
    if (status == 0)
        status = words_write(talk);
    if (status == 0)
        status = move(talk);
    if (status == 0)
        status = give_items(talk);
    return status == 0 ? people_give(talk) : status;
}

/* Whatever is wrong, or a dry run, takes back what was written. */
static int record_or_not(struct conversation *talk, naast_id deal)
{
    naast_store *store = talk->store;
    int status = write_begin(store, talk->spec->items_only ? OP_RECORD : OP_TALK);
    if (status == 0)
        status = record_all(talk, deal);
    const int done = status == 0, stays = done && talk->found_count == 0 && !talk->spec->dry_run;
    content_free(talk);
    deal_work_free(&talk->work);
    status = write_end(store, done && !stays ? NAAST_NOT_YET : status);
    if (!done || stays)
        return status;
    if (status == NAAST_NOT_YET)
        status = faults_give(talk);
    if (status == 0)
        env_clear_failure(&store->env);
    return status;
}

static int conversation_begin(struct conversation *talk)
{
    struct env *env = &talk->store->env;
    talk->faults.note = faults_take;
    talk->scratch = result_new(env, 1);
    talk->result = result_new(env, sizeof *talk->result);
    if (talk->scratch == NULL || talk->result == NULL)
        return NAAST_NO_MEMORY;
    talk->result->item_size = sizeof *talk->result->items;
    talk->result->name_size = sizeof *talk->result->names;
    talk->result->fault_size = sizeof *talk->result->faults;
    return check_something(talk);
}

static void conversation_end(struct conversation *talk)
{
    naast_free(talk->result);
    naast_free(talk->scratch);
    mem_free(&talk->store->env, talk->named);
    mem_free(&talk->store->env, talk->found);
}

int naast_conversation_record(naast_store *store, naast_id deal, const naast_conversation_spec *spec,
                              naast_conversation_result **out)
{
    naast_conversation_spec own;
    struct conversation talk = {.store = store, .spec = &own};
    int status = call_begin(store, 1);
    if (status == 0)
        status = SPEC_TAKE(&store->env, naast_conversation_spec, &own, spec);
    if (status != 0)
        return status;
    status = conversation_begin(&talk);
    if (status == 0)
        status = record_or_not(&talk, deal);
    if (out != NULL && (status == 0 || (talk.result != NULL && talk.result->fault_count > 0))) {
        *out = talk.result;
        talk.result = NULL;
    }
    conversation_end(&talk);
    return status;
}
