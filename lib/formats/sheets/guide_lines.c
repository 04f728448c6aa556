/* guide_lines.c: the lines of a guide. */
#include "formats/sheets/guide_lines.h"

#include <stddef.h>

#include "formats/base/arena.h"
#include "formats/sheets/guide.h"

void guide_add(struct guide *guide, struct guide_line line)
{
    struct guide_line *lines = arena_room(&guide->words.arena, guide->lines, guide->count, sizeof *lines, &guide->room);
    if (lines == NULL)
        return;
    const char **texts[] = {&line.indent, &line.label, &line.name, &line.text, &line.note};
    for (size_t k = 0; k < sizeof(texts) / sizeof(texts[0]); k++)
        if (*texts[k] == NULL)
            *texts[k] = "";
    guide->lines = lines;
    guide->lines[guide->count++] = line;
}

void guide_gap(struct guide *guide) { guide_add(guide, (struct guide_line){.type = GUIDE_GAP}); }

void guide_notice(struct guide *guide, const char *text)
{
    guide_add(guide, (struct guide_line){.type = GUIDE_NOTICE, .text = text});
}

void guide_field(struct guide *guide, const char *indent, const char *label, const char *name, const char *text)
{
    guide_add(guide,
              (struct guide_line){.type = GUIDE_FIELD, .indent = indent, .label = label, .name = name, .text = text});
}
