/* copy_progress.c: the bar and the signals while a store is copied; sizes of files. */
#include "term/copy_progress.h"

#include <stdint.h>

#include "naast.h"
#include "base/context.h"
#include "base/signals.h"
#include "term/message.h"
#include "term/progress.h"

void copying_begin(struct cli *cli, struct copying *out)
{
    *out = (struct copying){.cli = cli};
    interrupt_watch();
    progress_begin(cli, 1, &out->progress);
}

int copying_progress(void *context, int64_t done, int64_t total)
{
    enum { MEGABYTE = 1000000 };
    struct copying *copying = context;
    copying->progress.total = total;
    progress_step(&copying->progress, done, done / MEGABYTE);
    return interrupted();
}

int copying_end(struct copying *copying, int status)
{
    progress_clear(&copying->progress);
    if (status != NAAST_OK)
        interrupt_obey();
    return cli_check(copying->cli, status);
}
