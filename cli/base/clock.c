/* clock.c: what time it is: the system's clock, or the one of tests. */
#include "base/clock.h"

#include <time.h>

#include "naast.h"
#include "base/context.h"

naast_time cli_now(struct cli *cli)
{
    if (cli->now != 0)
        return cli->now++;
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (naast_time)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static naast_time clock_now(void *context) { return cli_now(context); }

naast_clock cli_clock(struct cli *cli) { return (naast_clock){clock_now, cli}; }

naast_date cli_today(struct cli *cli)
{
    return cli->store != NULL ? naast_store_today(cli->store) : naast_date_of(cli_now(cli));
}
