/* words.c: the words of a conversation, given once all of its content is there. */
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/text/text.h"
#include "domain/common/input.h"
#include "domain/conversation/conversation.h"
#include "store/handle/handle.h"

/* Up to where a word that is given here has seen the deal. */
static struct sight sees(const struct conversation *talk, const struct said *said, naast_party by)
{
    if (took_part(talk, by))
        return (struct sight){talk->after, 0};
    return (struct sight){said->crev > 0 ? said->crev : talk->before, 0};
}

/* The word of whoever said or worded it, which goes with that. */
static int write_own(struct conversation *talk, const struct said *said)
{
    const struct amendment *amendment = said->amendment;
    if (said->own.record != NULL)
        return word_add(talk->store, talk->work.id, said->n, said->item.from, sees(talk, said, said->item.from),
                        said->item.day, said->item.how);
    if (said->own.amend == NULL)
        return 0;
    int status = said->amend.typo ? 0
                                  : word_add(talk->store, talk->work.id, said->n, amendment->from,
                                             sees(talk, said, amendment->from), amendment->day, amendment->how);
    if (status == 0 && party_is_named(said->amend.agreed))
        status = word_add(talk->store, talk->work.id, said->n, said->amend.agreed, sees(talk, said, said->amend.agreed),
                          amendment->day, amendment->how);
    return status;
}

static int check_word(struct conversation *talk, const struct said *said, const naast_conversation_word *word,
                      struct sight *saw)
{
    int status = party_check(talk->store, word->by);
    if (status == 0 && word->seen != NULL)
        return word_sees(talk->store, &talk->work, said->n, word->by, word->seen, saw);
    *saw = sees(talk, said, word->by);
    return status;
}

static int write_confirmations(struct conversation *talk, struct said *said)
{
    char *how = NULL;
    naast_date day = 0;
    int status = note_at(talk, NAAST_IN_ON, 0, NULL, item_day_resolve(talk->store, said->own.on, &day));
    if (status == 0)
        status = note_at(
            talk, NAAST_IN_HOW, 0, NULL,
            field_clean(talk->store, MSG_ITEM_FIELD_HOW, said->own.how, ITEM_HOW_BYTES, TEXT_LINE | TEXT_SPEAKS, &how));
    for (size_t k = 0; status == 0 && k < said->own.word_count; k++) {
        const naast_conversation_word *word = &said->words[k];
        struct sight saw = {0, 0};
        status = note_at(talk, NAAST_IN_WORDS, (int32_t)k, word->name, check_word(talk, said, word, &saw));
        if (status == 0 && said->wrong == 0)
            status = word_add(talk->store, talk->work.id, said->n, word->by, saw, day, how);
    }
    mem_free(&talk->store->env, how);
    return status;
}

int words_write(struct conversation *talk)
{
    int status = 0;
    for (size_t k = 0; status == 0 && k < talk->spec->entry_count; k++) {
        struct said *said = &talk->entries[k];
        look_at(talk, (int32_t)k);
        if (said->n != 0 && said->wrong == 0)
            status = write_own(talk, said);
        if (status == 0 && said->n != 0 && said->own.word_count > 0)
            status = write_confirmations(talk, said);
    }
    return status;
}
