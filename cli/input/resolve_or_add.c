/* resolve_or_add.c: organisations and people that are added on the way, and reported. */
#include "input/resolve_or_add.h"

#include "naast.h"
#include "base/context.h"
#include "input/values.h"
#include "term/message.h"
#include "term/values.h"
#include "words/words.h"

/* NAAST_NOT_FOUND, untold: nothing is called so, nor does anything begin so. */
static int find(struct cli *cli, naast_root root, const char *typed, naast_id deal, naast_id *out)
{
    naast_resolve_spec spec = NAAST_RESOLVE_SPEC_INIT;
    naast_resolved *found = NULL;
    spec.root = root;
    spec.text = typed;
    spec.within = deal;
    spec.newcomer = 1;
    int status = naast_resolve_named(cli->store, &spec, &found);
    if (status == NAAST_OK) {
        cli_tell_whom(cli, root, typed, found);
        *out = found->id;
    } else if (status != NAAST_NOT_FOUND || cli_is_reference(typed)) {
        status = cli_resolve(cli, &spec, &found);
    }
    naast_free(found);
    return status;
}

static int add(struct cli *cli, naast_root root, const char *name, naast_id org, naast_id *out)
{
    naast_org_spec new_org = NAAST_ORG_SPEC_INIT;
    naast_person_spec new_person = NAAST_PERSON_SPEC_INIT;
    new_org.name = new_person.name = name;
    new_person.org = org;
    int status = cli_check(cli, root == NAAST_ROOT_ORG ? naast_org_add(cli->store, &new_org, out)
                                                       : naast_person_add(cli->store, &new_person, out));
    if (status == NAAST_OK)
        cli_note(cli, W_IS_NEW, text_id(cli, cli_letter(root), *out), name);
    return status;
}

int cli_org_or_new(struct cli *cli, const char *typed, naast_id *out)
{
    int status = typed == NULL ? NAAST_OK : find(cli, NAAST_ROOT_ORG, typed, 0, out);
    return status == NAAST_NOT_FOUND && !cli_is_reference(typed) ? add(cli, NAAST_ROOT_ORG, typed, 0, out) : status;
}

int cli_person_or_new(struct cli *cli, const char *typed, naast_id deal, naast_id org, naast_id *out)
{
    int status = typed == NULL ? NAAST_OK : find(cli, NAAST_ROOT_PERSON, typed, deal, out);
    return status == NAAST_NOT_FOUND && !cli_is_reference(typed) ? add(cli, NAAST_ROOT_PERSON, typed, org, out)
                                                                 : status;
}
