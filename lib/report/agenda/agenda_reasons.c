/* agenda_reasons.c: the reasons that were found, and the deals that are still to be judged. */
#include "naast-agenda.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "report/agenda/agenda.h"
#include "store/handle/handle.h"

int agenda_is_narrow(const struct agenda *agenda)
{
    const naast_agenda_filter *filter = agenda->filter;
    return filter->deal != 0 || filter->org != 0 || filter->person != 0;
}

int agenda_add(struct agenda *agenda, const struct reason *reason)
{
    int status = mem_reserve(&agenda->store->env, &agenda->reasons, &agenda->reason_capacity, agenda->reason_count + 1,
                             sizeof *agenda->reasons);
    if (status == 0)
        agenda->reasons[agenda->reason_count++] = *reason;
    return status;
}

int agenda_more(struct agenda *agenda, int status)
{
    agenda->at_least |= status > 0;
    return status > 0 ? 0 : status;
}

int agenda_add_awake(struct agenda *agenda, const struct awake *awake)
{
    int status = mem_reserve(&agenda->store->env, &agenda->awake, &agenda->awake_capacity, agenda->awake_count + 1,
                             sizeof *agenda->awake);
    if (status == 0)
        agenda->awake[agenda->awake_count++] = *awake;
    return status;
}
