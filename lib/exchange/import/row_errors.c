/* row_errors.c: what is wrong with a row: one field after another, so that all of it is reported at once. */
#include "naast-exchange.h"
#include "naast.h"

#include "base/env/env.h"
#include "exchange/import/import.h"
#include "store/handle/handle.h"

int import_is_faulty(const naast_import *import, naast_import_field field)
{
    int is = 0;
    for (size_t k = 0; k < import->faults.count; k++)
        is = is || import->faults.field[k] == field;
    return is;
}

int import_fault_keep(naast_import *import, int status, naast_import_field field)
{
    struct import_faults *faults = &import->faults;
    if (status != NAAST_BAD_DATA)
        return status;
    if (faults->count < MOST_FAULTS && !import_is_faulty(import, field)) {
        faults->field[faults->count] = field;
        faults->failure[faults->count++] = import->store->env.failure;
    }
    env_clear_failure(&import->store->env);
    return 0;
}

int import_faults_end(naast_import *import)
{
    if (import->faults.count == 0)
        return 0;
    import->store->env.failure = import->faults.failure[0];
    return NAAST_BAD_DATA;
}
