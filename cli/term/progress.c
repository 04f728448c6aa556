/* progress.c: a bar on stderr, for work that takes long, where a person watches. */
#include "term/progress.h"

#include <stdint.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "base/context.h"

enum { PATIENCE = 1000, PAUSE = 100, WIDTH = 24 }; /* milliseconds, columns */

static int64_t milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void progress_begin(struct cli *cli, int64_t total, struct progress *out)
{
    *out = (struct progress){.cli = cli, .total = total};
    out->wanted = !cli->quiet && isatty(fileno(cli->err)) == 1;
    out->began = out->wanted ? milliseconds() : 0;
}

static void draw(const struct progress *progress, int64_t done, int64_t count)
{
    FILE *err = progress->cli->err;
    fputc('\r', err);
    if (progress->total > 0) {
        int64_t most = done < progress->total ? done : progress->total;
        int full = (int)(most * WIDTH / progress->total);
        fputc('[', err);
        for (int i = 0; i < WIDTH; i++)
            fputc(i < full ? '#' : '.', err);
        fprintf(err, "] %3d %%  ", (int)(most * 100 / progress->total));
    }
    fprintf(err, "%lld", (long long)count);
    fflush(err);
}

void progress_step(struct progress *progress, int64_t done, int64_t count)
{
    if (!progress->wanted)
        return;
    int64_t now = milliseconds();
    if (now - progress->began < PATIENCE || (progress->drawn != 0 && now - progress->drawn < PAUSE))
        return;
    draw(progress, done, count);
    progress->drawn = now;
}

void progress_clear(struct progress *progress)
{
    if (progress->drawn == 0)
        return;
    fprintf(progress->cli->err, "\r%*s\r", WIDTH + 32, "");
    fflush(progress->cli->err);
    progress->drawn = 0;
}
