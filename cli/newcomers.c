/* newcomers.c: organisations and people that are made on the way, and told. */
#include <ctype.h>
#include <string.h>

#include "cli.h"

bool cli_is_reference(const char *typed, char letter)
{
    if (strchr(typed, '@') != NULL)
        return true;
    return toupper((unsigned char)typed[0]) == letter && typed[1] != '\0' &&
           typed[1 + strspn(typed + 1, "0123456789")] == '\0';
}

/* What was typed was only the beginning of the name: tell whom it was taken for. */
static void tell_whom(struct cli *cli, const char *typed, char letter, naast_id id, const char *name)
{
    if (!cli_is_reference(typed, letter) && strcmp(typed, name) != 0)
        cli_note(cli, W_TAKEN_FOR, typed, text_id(cli, letter, id), name);
}

int cli_org_or_new(struct cli *cli, const char *typed, naast_id *out)
{
    if (typed == NULL)
        return NAAST_OK;
    naast_org *org;
    int status = naast_resolve(cli->store, NAAST_ORG, typed, 0, out);
    if (status == NAAST_OK && naast_org_get(cli->store, *out, &org) == NAAST_OK) {
        tell_whom(cli, typed, 'O', *out, org->name);
        naast_free(org);
    }
    if (status != NAAST_NOT_FOUND || cli_is_reference(typed, 'O'))
        return cli_check(cli, status);
    naast_org_spec spec = NAAST_ORG_SPEC_INIT;
    spec.name = typed;
    status = cli_check(cli, naast_org_add(cli->store, &spec, out));
    if (status == NAAST_OK)
        cli_note(cli, W_IS_NEW, text_id(cli, 'O', *out), typed);
    return status;
}

int cli_person_or_new(struct cli *cli, const char *typed, naast_id deal, naast_id org, naast_id *out)
{
    if (typed == NULL)
        return NAAST_OK;
    naast_person *person;
    int status = naast_resolve(cli->store, NAAST_PERSON, typed, deal, out);
    if (status == NAAST_OK && naast_person_get(cli->store, *out, &person) == NAAST_OK) {
        tell_whom(cli, typed, 'P', *out, person->name);
        naast_free(person);
    }
    if (status != NAAST_NOT_FOUND || cli_is_reference(typed, 'P'))
        return cli_check(cli, status);
    naast_person_spec spec = NAAST_PERSON_SPEC_INIT;
    spec.name = typed;
    spec.org = org;
    status = cli_check(cli, naast_person_add(cli->store, &spec, out));
    if (status == NAAST_OK)
        cli_note(cli, W_IS_NEW, text_id(cli, 'P', *out), typed);
    return status;
}
