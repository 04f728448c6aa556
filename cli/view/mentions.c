/* mentions.c: what is held on people, in words, and the texts that name somebody. */
#include "view/mentions.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "naast.h"
#include "base/arena.h"
#include "base/context.h"
#include "output/json.h"
#include "term/message.h"
#include "term/text.h"
#include "words/words.h"

struct code_word {
    const char *code;
    enum word word;
};

static const char *word_of(struct cli *cli, const struct code_word *list, const char *code)
{
    for (; list->code != NULL; list++)
        if (strcmp(list->code, code) == 0)
            return word(cli, list->word);
    return text_safe(cli, code);
}

const char *held_table_words(struct cli *cli, const char *table)
{
    static const struct code_word list[] = {
        {"person", W_HELD_PERSON},     {"org", W_HELD_ORG},   {"deal", W_HELD_DEAL},       {"transition", W_HELD_MOVE},
        {"evidence", W_HELD_ITEM},     {"word", W_HELD_WORD}, {"waiver", W_HELD_WAIVER},   {"task", W_HELD_TASK},
        {"activity", W_HELD_ACTIVITY}, {"undo", W_HELD_UNDO}, {"erasure", W_HELD_ERASURE}, {NULL, W_NONE},
    };
    return word_of(cli, list, table);
}

const char *held_column_words(struct cli *cli, const char *column)
{
    static const struct code_word list[] = {
        {"id", W_HELD_ID},           {"contact", W_HELD_CONTACT},
        {"told", W_HELD_TOLD},       {"refer_person", W_HELD_REFERRED},
        {"said_by", W_HELD_SAID_BY}, {"word_by", W_HELD_WORD_BY},
        {"person", W_HELD_ABOUT},    {"settled_by", W_HELD_SETTLED_BY},
        {"name", W_HELD_NAME},       {"title", W_HELD_TITLE},
        {"email", W_HELD_EMAIL},     {"note", W_HELD_NOTE},
        {"text", W_HELD_TEXT},       {"because", W_HELD_BECAUSE},
        {"how", W_HELD_HOW},         {"participants", W_HELD_PARTICIPANTS},
        {"source", W_HELD_SOURCE},   {"file_name", W_HELD_FILE},
        {"url", W_HELD_URL},         {"kind", W_HELD_KIND},
        {"value", W_HELD_VALUE},     {"state", W_HELD_STATE},
        {"day", W_HELD_DAY},         {"due", W_HELD_DUE},
        {"done", W_HELD_DONE},       {"stage", W_HELD_STAGE},
        {"outcome", W_HELD_OUTCOME}, {NULL, W_NONE},
    };
    return word_of(cli, list, column);
}

static bool is_name(const naast_mention *mention)
{
    return strcmp(mention->column, "title") == 0 || strcmp(mention->column, "name") == 0;
}

/* What would redact it: a name or a title is changed first, since it stays. */
static const char *fix_of(struct cli *cli, const naast_mention *mention)
{
    const char *redact = cli_printf(cli, "naast redact %s", mention->what);
    if (!is_name(mention) || mention->earlier)
        return redact;
    if (strcmp(mention->table, "deal") == 0)
        return cli_printf(cli, "naast deal edit %s --title …; %s", mention->what, redact);
    return cli_printf(cli, "naast %s edit %s --name …; %s", mention->table, mention->what, redact);
}

void mentions_print(struct cli *cli, const naast_mention *mentions, size_t count, bool telling)
{
    enum { INDENT = 9 };
    for (size_t k = 0; k < count; k++) {
        const naast_mention *mention = &mentions[k];
        const char *where =
            words(cli, W_HELD_WHERE, held_table_words(cli, mention->table), held_column_words(cli, mention->column));
        fputs("  ", cli->out);
        text_pad(cli->out, mention->what, INDENT - 3);
        fprintf(cli->out, " %s%s%s\n", where, mention->earlier ? word(cli, W_HELD_EARLIER) : "",
                strcmp(mention->by, "part") == 0 ? word(cli, W_HELD_PERHAPS) : "");
        fprintf(cli->out, "%*s", INDENT, "");
        text_wrap(cli, cli->out, text_safe(cli, mention->text), INDENT, INDENT);
        if (telling)
            fprintf(cli->out, "%*s%s\n", INDENT, "", text_safe(cli, fix_of(cli, mention)));
    }
}

void mentions_json(struct cli *cli, struct json *json, const naast_mention *mentions, size_t count)
{
    json_open_array(json, "named_in");
    for (size_t k = 0; k < count; k++) {
        json_open_object(json, NULL);
        json_text(json, "what", mentions[k].what);
        json_text(json, "table", mentions[k].table);
        json_text(json, "column", mentions[k].column);
        json_text(json, "by", mentions[k].by);
        json_bool(json, "earlier", mentions[k].earlier != 0);
        json_text(json, "text", mentions[k].text);
        json_text(json, "fix", fix_of(cli, &mentions[k]));
        json_close_object(json);
    }
    json_close_array(json);
}
