/* counts.c: numbers of deals, and the names of pipelines and stages beside them. */
#include "view/counts.h"

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/context.h"
#include "output/cell.h"
#include "term/glyph.h"
#include "term/message.h"
#include "term/values.h"
#include "words/words.h"

const char *deals_words(struct cli *cli, int64_t deals)
{
    return deals == 1 ? word(cli, W_ONE_DEAL) : words(cli, W_MANY_DEALS, text_count(cli, deals));
}

struct cell cell_pipeline(const char *pipeline, bool several) { return cell_named(pipeline, several ? NULL : ""); }

const char *stage_label(struct cli *cli, const char *pipeline, const char *stage_name, bool several)
{
    return several ? cli_printf(cli, "%s %s %s", pipeline, glyph(cli, GLYPH_DOT), stage_name)
                   : cli_keep_text(cli, stage_name);
}
