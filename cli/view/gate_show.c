/* gate_show.c: what the gates say, on a screen or as JSON. */
#include "view/gate_show.h"

#include <stdbool.h>
#include <stdio.h>

#include "naast.h"
#include "base/context.h"
#include "view/deal.h"
#include "view/gate_json.h"
#include "view/gate_text.h"

/* Scripts ask often, and are shown no items: they are not read. */
int evaluation_json(struct cli *cli, const naast_evaluation *evaluation)
{
    struct verdicts verdicts = {.evaluation = evaluation};
    int status = subject_read(cli, evaluation->deal, &verdicts.subject);
    if (status == 0)
        gate_json(cli, &verdicts);
    verdicts_free(&verdicts);
    return status;
}

int evaluation_show(struct cli *cli, const naast_evaluation *evaluation, FILE *out, bool every)
{
    struct verdicts verdicts;
    if (cli->output == OUTPUT_JSON)
        return evaluation_json(cli, evaluation);
    int status = verdicts_read(cli, evaluation, &verdicts);
    if (status == 0)
        gate_screen(cli, out, &verdicts, every);
    verdicts_free(&verdicts);
    return status;
}
