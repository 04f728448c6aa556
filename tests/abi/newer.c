/* newer.c: a program of a later version, which sets a field that the library it runs with does not know. */
#include <naast.h>

#include <stdio.h>
#include <string.h>

int main(void)
{
    naast_options options = NAAST_OPTIONS_INIT;
    naast_org_spec org = NAAST_ORG_SPEC_INIT;
    naast_store *store = NULL;
    naast_id id = 0;
    char path[256] = "newer.db";
    if (naast_store_new(&options, &store) != NAAST_OK || naast_store_create(store, path, NULL) != NAAST_OK)
        return 1;
    org.name = "Waterdam";
    if (naast_org_add(store, &org, &id) != NAAST_OK)
        return 2;
    org.later = 1;
    if (naast_org_add(store, &org, &id) != NAAST_INVALID || strcmp(naast_store_code(store), "spec_newer") != 0) {
        fprintf(stderr, "%s\n", naast_store_message(store));
        return 3;
    }
    naast_store_free(store);
    return 0;
}
