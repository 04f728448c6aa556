/* facts_gone.c: who of the people in a deal was erased, so that nobody asks for their word. */
#include "domain/evidence/facts.h"

#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"

/* The people of a deal, each of them looked up once. */
struct lookup {
    naast_store *store;
    int64_t *seen, *gone;
    size_t seen_count, gone_count;
};

static int is_among(const int64_t *people, size_t count, int64_t person)
{
    for (size_t k = 0; k < count; k++)
        if (people[k] == person)
            return 1;
    return 0;
}

/* Erasing gives them their number as their name. */
static int look_up(struct lookup *lookup, int64_t person)
{
    int64_t gone = 0;
    if (person == 0 || is_among(lookup->seen, lookup->seen_count, person))
        return 0;
    lookup->seen[lookup->seen_count++] = person;
    int status =
        sql_int(lookup->store, &gone, "SELECT 1 FROM naast_person WHERE id = ?1 AND name = 'P' || ?1", "i", person);
    if (status == 0 && gone)
        lookup->gone[lookup->gone_count++] = person;
    return status;
}

static int look_up_item(struct lookup *lookup, const struct fact_item *item)
{
    int status = look_up(lookup, item->from.person);
    if (status == 0)
        status = look_up(lookup, item->person);
    for (size_t k = 0; status == 0 && k < item->word_count; k++)
        status = look_up(lookup, item->words[k].person);
    return status;
}

static size_t people_at_most(const struct facts *facts)
{
    size_t count = 1 + 2 * facts->item_count;
    for (size_t k = 0; k < facts->item_count; k++)
        count += facts->items[k].word_count;
    return count;
}

int facts_find_gone(naast_store *store, void *memory, struct facts *facts)
{
    const size_t most = people_at_most(facts);
    struct lookup lookup = {.store = store};
    lookup.seen = result_alloc(&store->env, memory, most, sizeof *lookup.seen);
    lookup.gone = result_alloc(&store->env, memory, most, sizeof *lookup.gone);
    if (lookup.seen == NULL || lookup.gone == NULL)
        return NAAST_NO_MEMORY;
    int status = look_up(&lookup, facts->contact);
    for (size_t k = 0; status == 0 && k < facts->item_count; k++)
        status = look_up_item(&lookup, &facts->items[k]);
    facts->gone = lookup.gone;
    facts->gone_count = lookup.gone_count;
    if (person_is_gone(facts, facts->contact))
        facts->contact = 0;
    return status;
}

int person_is_gone(const struct facts *facts, int64_t person)
{
    return is_among(facts->gone, facts->gone_count, person);
}
