/* talk_names.c: the names on a sheet. */
#include <string.h>

#include "naast.h"
#include "base/context.h"
#include "commands/evidence/talk_record.h"
#include "input/party.h"
#include "input/values.h"
#include "term/values.h"

char *name_next(char **names)
{
    while (*names != NULL) {
        char *name = *names + strspn(*names, " \t");
        char *comma = strchr(name, ',');
        *names = comma == NULL ? NULL : comma + 1;
        if (comma != NULL)
            *comma = '\0';
        for (size_t end = strlen(name); end > 0 && (name[end - 1] == ' ' || name[end - 1] == '\t'); end--)
            name[end - 1] = '\0';
        if (*name != '\0')
            return name;
    }
    return NULL;
}

const char *present_name(struct cli *cli, const struct present *present, naast_id deal, const char *typed)
{
    naast_resolve_spec spec = NAAST_RESOLVE_SPEC_INIT;
    naast_resolved *found = NULL;
    const char *name = typed;
    spec.root = NAAST_PERSON;
    spec.text = typed;
    spec.within = deal;
    if (typed == NULL || cli_means_us(typed) || naast_resolve_named(cli->store, &spec, &found) != 0)
        return typed;
    for (size_t k = 0; k < present->count && name == typed; k++)
        if (present->people[k] == found->id) {
            cli_tell_whom(cli, NAAST_PERSON, typed, found);
            name = text_id(cli, 'P', found->id);
        }
    naast_free(found);
    return name;
}
