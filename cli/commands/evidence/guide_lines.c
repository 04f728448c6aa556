/* guide_lines.c: the lines of a guide, and people as its lines name them. */
#include <stdbool.h>
#include <string.h>

#include "naast.h"
#include "base/arena.h"
#include "base/context.h"
#include "commands/evidence/guide.h"
#include "term/text.h"
#include "term/values.h"

void guide_add(struct guide *guide, struct guide_line line)
{
    guide->lines = cli_room(guide->cli, guide->lines, guide->count, sizeof *guide->lines, &guide->room);
    const char **texts[] = {&line.indent, &line.label, &line.name, &line.text, &line.note};
    for (size_t k = 0; k < sizeof(texts) / sizeof(texts[0]); k++)
        if (*texts[k] == NULL)
            *texts[k] = "";
    guide->lines[guide->count++] = line;
}

const char *guide_person(struct guide *guide, naast_id person, const char *name)
{
    struct cli *cli = guide->cli;
    naast_id found = 0;
    bool readable = strchr(name, ',') == NULL && strcmp(text_safe(cli, name), name) == 0;
    if (readable && naast_resolve(cli->store, NAAST_ROOT_PERSON, name, guide->verdicts.subject.deal->id, &found) == 0 &&
        found == person)
        return name;
    return text_id(cli, 'P', person);
}
