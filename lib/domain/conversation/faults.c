/* faults.c: what is wrong with a conversation: all of it is gathered before anything is said. */
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "domain/conversation/conversation.h"
#include "store/handle/handle.h"

#include <stdio.h>
#include <string.h>

/* What the caller can do something about. */
static int is_fault(int status)
{
    return status == NAAST_INVALID || status == NAAST_NOT_FOUND || status == NAAST_AMBIGUOUS ||
           status == NAAST_CONFLICT || status == NAAST_BAD_DATA;
}

/* Nothing is said of an entry as a whole when a field of it is wrong, nor twice of one field. */
static int is_known(const struct conversation *talk, naast_conversation_field field)
{
    if (talk->at_entry >= 0 && field == NAAST_IN_WHOLE && talk->entries[talk->at_entry].wrong > 0)
        return 1;
    for (size_t k = 0; k < talk->found_count; k++) {
        const naast_conversation_fault *one = &talk->found[k];
        if (one->entry == talk->at_entry && one->field == field && one->place == talk->at_place)
            return 1;
    }
    return 0;
}

static int add_fault(struct conversation *talk, naast_conversation_field field, int status)
{
    struct env *env = &talk->store->env;
    if (mem_reserve(env, &talk->found, &talk->found_capacity, talk->found_count + 1, sizeof *talk->found) != 0)
        return NAAST_NO_MEMORY;
    const naast_conversation_fault fault = {
        .entry = talk->at_entry,
        .place = talk->at_place,
        .field = field,
        .status = status,
        .code = env->failure.code,
        .text = result_text(env, talk->result, env->failure.text),
        .name = result_text(env, talk->result, talk->at_name),
    };
    if (fault.text == NULL || fault.name == NULL)
        return NAAST_NO_MEMORY;
    talk->found[talk->found_count++] = fault;
    return 0;
}

int faults_take(struct faults *faults, naast_conversation_field field, int status)
{
    struct conversation *talk = (struct conversation *)faults;
    if (!is_fault(status))
        return status;
    status = is_known(talk, field) ? 0 : add_fault(talk, field, status);
    if (talk->at_entry >= 0)
        talk->entries[talk->at_entry].wrong++;
    faults->noted++;
    return status;
}

void look_at(struct conversation *talk, int32_t entry)
{
    talk->at_entry = entry;
    talk->at_place = 0;
    talk->at_name = NULL;
    talk->faults.noted = entry >= 0 ? talk->entries[entry].wrong : 0;
}

int note_at(struct conversation *talk, naast_conversation_field field, int32_t place, const char *name, int status)
{
    talk->at_place = place;
    talk->at_name = name;
    status = faults_note(&talk->faults, field, status);
    talk->at_place = 0;
    talk->at_name = NULL;
    return status;
}

/* A stable sort: what is wrong with an entry stays in the order in which it was found. */
static void sort_faults(naast_conversation_fault *out, const naast_conversation_fault *found, size_t count,
                        size_t entries)
{
    size_t at = 0;
    for (int32_t entry = -1; at < count && entry < (int32_t)entries; entry++)
        for (size_t k = 0; k < count; k++)
            if (found[k].entry == entry)
                out[at++] = found[k];
}

int faults_give(struct conversation *talk)
{
    struct env *env = &talk->store->env;
    if (talk->found_count == 0)
        return 0;
    naast_conversation_fault *faults = result_alloc(env, talk->result, talk->found_count, sizeof *faults);
    if (faults == NULL)
        return NAAST_NO_MEMORY;
    sort_faults(faults, talk->found, talk->found_count, talk->spec->entry_count);
    talk->result->faults = faults;
    talk->result->fault_count = talk->found_count;
    env->failure.status = faults[0].status;
    env->failure.code = faults[0].code;
    (void)snprintf(env->failure.text, sizeof env->failure.text, "%s", faults[0].text);
    return faults[0].status;
}
