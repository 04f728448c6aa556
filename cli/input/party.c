/* party.c: who speaks: us, or somebody of the customer. */
#include "input/party.h"

#include <stdbool.h>
#include <string.h>

#include "naast.h"
#include "base/arena.h"
#include "base/context.h"
#include "input/values.h"
#include "term/message.h"
#include "term/values.h"
#include "words/words.h"

bool cli_means_us(const char *typed)
{
    static const char *const us[] = {"us", "we", "ons", "wij"};
    for (size_t i = 0; i < sizeof us / sizeof us[0]; i++)
        if (strcmp(typed, us[i]) == 0)
            return true;
    return false;
}

static bool speaks_in(const naast_item *item, naast_id person)
{
    bool found = item->from.person == person || item->phrased_by.person == person || item->person == person ||
                 item->settled_by.person == person;
    for (size_t k = 0; !found && k < item->word_count; k++)
        found = item->words[k].by.person == person;
    return found;
}

static int speaks_on(struct cli *cli, naast_id deal, naast_id person, bool *out)
{
    naast_items *items = NULL;
    int status = cli_check(cli, naast_item_list(cli->store, deal, &items));
    for (size_t k = 0; status == 0 && !*out && k < items->count; k++)
        *out = speaks_in(&items->items[k], person);
    naast_free(items);
    return status;
}

/* A name alone must not make somebody of another customer speak in this deal: whoever means that says which person. */
static int has_part(struct cli *cli, const char *typed, const naast_deal *deal, const naast_person *person)
{
    bool part = deal->org == 0 || person->org == 0 || person->org == deal->org || person->id == deal->contact;
    int status = part ? NAAST_OK : speaks_on(cli, deal->id, person->id, &part);
    if (status != 0 || part)
        return status;
    return cli_failed(cli, NAAST_AMBIGUOUS, W_NO_PART, typed, text_id(cli, 'P', person->id),
                      cli_printf(cli, "%s (%s)", person->name, person->org_name), text_id(cli, 'D', deal->id));
}

static int check_part(struct cli *cli, const char *typed, naast_id deal, naast_id id)
{
    naast_deal *found = NULL;
    naast_person *person = NULL;
    int status = cli_check(cli, naast_deal_get(cli->store, deal, &found));
    if (status == 0)
        status = cli_check(cli, naast_person_get(cli->store, id, &person));
    if (status == 0)
        status = has_part(cli, typed, found, person);
    naast_free(person);
    naast_free(found);
    return status;
}

int cli_party(struct cli *cli, const char *typed, naast_id deal, naast_party *out)
{
    naast_resolve_spec spec = NAAST_RESOLVE_SPEC_INIT;
    naast_resolved *found = NULL;
    if (typed == NULL)
        return NAAST_OK;
    if (cli_means_us(typed)) {
        *out = (naast_party){.side = NAAST_SIDE_US};
        return NAAST_OK;
    }
    spec.root = NAAST_ROOT_PERSON;
    spec.text = typed;
    spec.within = deal;
    int status = cli_resolve(cli, &spec, &found);
    if (status == 0 && deal != 0 && found->fit != NAAST_FIT_ID)
        status = check_part(cli, typed, deal, found->id);
    if (status == 0) {
        cli_tell_whom(cli, NAAST_ROOT_PERSON, typed, found);
        *out = (naast_party){.side = NAAST_SIDE_CUSTOMER, .person = found->id};
    }
    naast_free(found);
    return status;
}
