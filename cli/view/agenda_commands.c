/* agenda_commands.c: what to type about a line of the agenda; each runs once each place to fill in ("…") is. */
#include "view/agenda_commands.h"

#include <stdbool.h>
#include <string.h>

#include "naast-agenda.h"
#include "naast.h"
#include "base/arena.h"
#include "base/context.h"
#include "term/glyph.h"
#include "term/message.h"
#include "term/values.h"
#include "view/agenda_text.h"
#include "view/deal.h"
#include "view/gate_commands.h"
#include "view/gate_text.h"

struct fixing {
    struct cli *cli;
    const naast_agenda_line *line;
    const char *deal;  /* "D1" */
    const char *blank; /* "…" in double quotes: what people fill in */
    bool for_people;
};

static const char *person_typed(const struct fixing *fixing)
{
    const naast_agenda_line *line = fixing->line;
    return fixing->for_people ? typed_person(fixing->cli, line->deal, line->person, line->person_name)
                              : text_id(fixing->cli, 'P', line->person);
}

/* ---- pipelines, each read once ---- */

static const naast_pipeline *known(const struct next_pipelines *pipelines, const naast_agenda_line *line)
{
    for (size_t k = 0; k < pipelines->count; k++)
        if (pipelines->items[k]->revision == line->pipeline_revision &&
            strcmp(pipelines->items[k]->code, line->pipeline) == 0)
            return pipelines->items[k];
    return NULL;
}

static int read_pipeline(struct cli *cli, struct next_pipelines *pipelines, const naast_agenda_line *line)
{
    if (known(pipelines, line) != NULL)
        return NAAST_OK;
    naast_pipeline *pipeline = NULL;
    pipelines->items = cli_room(cli, pipelines->items, pipelines->count, sizeof(naast_pipeline *), &pipelines->room);
    int status = cli_check(cli, naast_pipeline_get(cli->store, line->pipeline, line->pipeline_revision, &pipeline));
    if (status == NAAST_OK)
        pipelines->items[pipelines->count++] = pipeline;
    return status;
}

void next_pipelines_free(struct next_pipelines *pipelines)
{
    for (size_t k = 0; k < pipelines->count; k++)
        naast_free(pipelines->items[k]);
    *pipelines = (struct next_pipelines){0};
}

/* ---- commands ---- */

/* As the screen of the gates would have it typed. */
static const char *remedy_typed(const struct fixing *fixing, const struct next_pipelines *pipelines)
{
    const naast_agenda_line *line = fixing->line;
    const struct fix_deal deal = {line->deal, line->person, line->outcome, known(pipelines, line)};
    return fix_command(fixing->cli, &deal, line->remedy, fixing->for_people);
}

static const char *tell_typed(const struct fixing *fixing)
{
    struct cli *cli = fixing->cli;
    const naast_agenda_line *line = fixing->line;
    if (line->person != 0)
        return cli_printf(cli, "naast end %s --as %s --told %s", fixing->deal, line->outcome, person_typed(fixing));
    return cli_printf(cli, "naast deal edit %s --contact %s && naast end %s --as %s --told %s", fixing->deal,
                      fixing->blank, fixing->deal, line->outcome, fixing->blank);
}

static const char *typed(const struct fixing *fixing, const struct next_pipelines *pipelines)
{
    struct cli *cli = fixing->cli;
    const naast_agenda_line *line = fixing->line;
    switch (line->reason) {
    case NAAST_REASON_PROMISE_LATE:
    case NAAST_REASON_PROMISE_DUE:
    case NAAST_REASON_THEIR_PROMISE_LATE:
    case NAAST_REASON_THEIR_PROMISE_DUE:
    case NAAST_REASON_PULSE_SILENT:
    case NAAST_REASON_PULSE_DUE:
    case NAAST_REASON_STALE:
    case NAAST_REASON_GAP:
        return remedy_typed(fixing, pipelines);
    case NAAST_REASON_NOT_INFORMED:
        return tell_typed(fixing);
    case NAAST_REASON_TASK_LATE:
    case NAAST_REASON_TASK_DUE:
    case NAAST_REASON_TASK_OPEN:
        return cli_printf(cli, "naast task done %s", text_id(cli, 'T', line->task));
    case NAAST_REASON_DECISION_PASSED:
    case NAAST_REASON_SLEEPING:
        return cli_printf(cli, "naast guide %s", fixing->deal);
    case NAAST_REASON_WAIVER_EXPIRES:
    case NAAST_REASON_UNPROVEN:
        return cli_printf(cli, "naast gate %s", fixing->deal);
    case NAAST_REASON_READY:
        return cli_printf(cli, "naast advance %s", fixing->deal);
    case NAAST_REASON_UNVERIFIED:
        return "naast deal list unverified:yes outcome:open";
    case NAAST_REASON_END:
        break;
    }
    return "";
}

int next_fix(struct cli *cli, struct next_pipelines *pipelines, const naast_agenda_line *line, bool for_people,
             const char **out)
{
    const char *ellipsis = for_people ? glyph(cli, GLYPH_ELLIPSIS) : "…";
    const struct fixing fixing = {.cli = cli,
                                  .line = line,
                                  .deal = text_id(cli, 'D', line->deal),
                                  .blank = cli_printf(cli, "\"%s\"", ellipsis),
                                  .for_people = for_people};
    int status = line->pipeline[0] == '\0' ? NAAST_OK : read_pipeline(cli, pipelines, line);
    if (status != NAAST_OK)
        return status;
    *out = typed(&fixing, pipelines);
    return NAAST_OK;
}
