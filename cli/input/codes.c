/* codes.c: stages and kinds as they are typed: whether any pipeline has them, and else the nearest that there is. */
#include "input/codes.h"

#include <stdint.h>
#include <string.h>

#include "naast.h"
#include "args/nearest.h"
#include "base/arena.h"
#include "base/context.h"
#include "term/message.h"
#include "words/words.h"

struct codes {
    const char **items;
    size_t count, room;
};

static void add_code(struct cli *cli, struct codes *codes, const char *code)
{
    codes->items = cli_room(cli, codes->items, codes->count, sizeof *codes->items, &codes->room);
    codes->items[codes->count++] = cli_keep_text(cli, code);
}

static void add_pipeline(struct cli *cli, const naast_pipeline *pipeline, struct codes *stages, struct codes *kinds)
{
    for (size_t k = 0; k < pipeline->stage_count; k++)
        add_code(cli, stages, pipeline->stages[k].code);
    for (size_t k = 0; k < pipeline->kind_count; k++)
        add_code(cli, kinds, pipeline->kinds[k].code);
}

/* Of every revision: deals keep theirs. */
static int read_codes(struct cli *cli, struct codes *stages, struct codes *kinds)
{
    naast_pipelines *list = NULL;
    int status = cli_check(cli, naast_pipeline_list(cli->store, &list));
    for (size_t i = 0; status == 0 && i < list->count; i++)
        for (int32_t revision = 1; status == 0 && revision <= list->items[i].revision; revision++) {
            naast_pipeline *pipeline = NULL;
            status = cli_check(cli, naast_pipeline_get(cli->store, list->items[i].name, revision, &pipeline));
            if (status == 0)
                add_pipeline(cli, pipeline, stages, kinds);
            naast_free(pipeline);
        }
    naast_free(list);
    return status;
}

static int check_code(struct cli *cli, const char *typed, const struct codes *codes, enum word sentence)
{
    for (size_t k = 0; k < codes->count; k++)
        if (strcmp(codes->items[k], typed) == 0)
            return NAAST_OK;
    const char *said = words(cli, sentence, typed), *nearest = args_nearest(typed, codes->items, codes->count);
    if (nearest == NULL)
        return cli_failed(cli, NAAST_NOT_FOUND, W_AS_IS, said);
    return cli_failed(cli, NAAST_NOT_FOUND, W_DID_YOU_MEAN, said, nearest);
}

int cli_check_stage(struct cli *cli, const char *typed)
{
    struct codes stages = {0}, kinds = {0};
    int status = typed == NULL ? NAAST_OK : read_codes(cli, &stages, &kinds);
    return typed == NULL || status != 0 ? status : check_code(cli, typed, &stages, W_STAGE_NOWHERE);
}

int cli_check_kind(struct cli *cli, const char *typed)
{
    struct codes stages = {0}, kinds = {0};
    int status = typed == NULL ? NAAST_OK : read_codes(cli, &stages, &kinds);
    return typed == NULL || status != 0 ? status : check_code(cli, typed, &kinds, W_KIND_NOWHERE);
}
