/* verdict.c: the words, colours and glyphs of verdicts; the words of outcomes, states and operations. */
#include "view/verdict.h"

#include <stdbool.h>
#include <string.h>

#include "naast.h"
#include "base/arena.h"
#include "base/context.h"
#include "term/glyph.h"
#include "term/message.h"
#include "term/text.h"
#include "term/values.h"
#include "words/words.h"

enum colour verdict_colour(naast_verdict verdict)
{
    switch (verdict) {
    case NAAST_VERDICT_MET:
        return GOOD;
    case NAAST_VERDICT_WAIVED:
        return FAINT;
    case NAAST_VERDICT_REFUSED:
        return AT_FAULT;
    default:
        return WAITING;
    }
}

const char *verdict_glyph(const struct cli *cli, naast_verdict verdict)
{
    static const struct {
        const char *glyph, *ascii;
    } glyphs[] = {[NAAST_VERDICT_MET] = {"✓", "+"},     [NAAST_VERDICT_WAIVED] = {"‖", "="},
                  [NAAST_VERDICT_STALE] = {"↻", "*"},   [NAAST_VERDICT_UNCONFIRMED] = {"~", "~"},
                  [NAAST_VERDICT_MISSING] = {"○", "o"}, [NAAST_VERDICT_REFUSED] = {"–", "-"}};
    return cli->ascii ? glyphs[verdict].ascii : glyphs[verdict].glyph;
}

const char *verdict_words(struct cli *cli, naast_verdict verdict, bool telling, naast_date until)
{
    static const enum word ids[] = {
        [NAAST_VERDICT_MET] = W_VERDICT_MET,
        [NAAST_VERDICT_STALE] = W_VERDICT_STALE,
        [NAAST_VERDICT_UNCONFIRMED] = W_VERDICT_UNCONFIRMED,
        [NAAST_VERDICT_MISSING] = W_VERDICT_MISSING,
        [NAAST_VERDICT_REFUSED] = W_VERDICT_REFUSED,
    };
    if (verdict == NAAST_VERDICT_WAIVED)
        return words(cli, W_VERDICT_WAIVED, text_date(cli, until));
    if (verdict == NAAST_VERDICT_MISSING && telling)
        return word(cli, W_VERDICT_TO_SAY);
    return word(cli, ids[verdict]);
}

struct code_words {
    const char *code;
    enum word words;
};

/* Its words in the list (which ends in a NULL code), else the code with spaces. */
static const char *code_words(struct cli *cli, const char *code, const struct code_words *list)
{
    for (; list->code != NULL; list++) {
        if (strcmp(list->code, code) == 0)
            return word(cli, list->words);
    }
    char *spaced = cli_keep_text(cli, code);
    for (char *at = spaced; *at != '\0'; at++)
        *at = *at == '_' ? ' ' : *at;
    return text_safe(cli, spaced);
}

const char *outcome_words(struct cli *cli, const char *outcome)
{
    static const struct code_words list[] = {{"won", W_OUTCOME_WON},
                                             {"declined", W_OUTCOME_DECLINED},
                                             {"rejected", W_OUTCOME_REJECTED},
                                             {"no_match", W_OUTCOME_NO_MATCH},
                                             {"lost", W_OUTCOME_LOST},
                                             {"no_decision", W_OUTCOME_NO_DECISION},
                                             {"withdrawn", W_OUTCOME_WITHDRAWN},
                                             {NULL, W_NONE}};
    return code_words(cli, outcome, list);
}

const char *state_words(struct cli *cli, const char *state)
{
    static const struct code_words list[] = {
        {"open", W_STATE_OPEN},         {"met", W_STATE_MET},   {"kept", W_STATE_KEPT}, {"broken", W_STATE_BROKEN},
        {"released", W_STATE_RELEASED}, {"none", W_STATE_NONE}, {NULL, W_NONE}};
    return code_words(cli, state, list);
}

const char *operation_words(struct cli *cli, const char *name)
{
    static const struct code_words list[] = {{"org_add", W_OP_ORG_ADD},
                                             {"org_edit", W_OP_ORG_EDIT},
                                             {"person_add", W_OP_PERSON_ADD},
                                             {"person_edit", W_OP_PERSON_EDIT},
                                             {"deal_add", W_OP_DEAL_ADD},
                                             {"deal_edit", W_OP_DEAL_EDIT},
                                             {"record", W_OP_RECORD},
                                             {"confirm", W_OP_CONFIRM},
                                             {"amend", W_OP_AMEND},
                                             {"settle", W_OP_SETTLE},
                                             {"retract", W_OP_RETRACT},
                                             {"advance", W_OP_ADVANCE},
                                             {"back", W_OP_BACK},
                                             {"reopen", W_OP_REOPEN},
                                             {"end", W_OP_END},
                                             {"waive", W_OP_WAIVE},
                                             {"change_pipeline", W_OP_CHANGE_PIPELINE},
                                             {"pipeline_add", W_OP_PIPELINE_ADD},
                                             {"task_add", W_OP_TASK_ADD},
                                             {"task_done", W_OP_TASK_DONE},
                                             {"task_edit", W_OP_TASK_EDIT},
                                             {"activity_add", W_OP_ACTIVITY_ADD},
                                             {"talk", W_OP_TALK},
                                             {"import", W_OP_IMPORT},
                                             {"batch", W_OP_BATCH},
                                             {"undo", W_OP_UNDO},
                                             {"merge", W_OP_MERGE},
                                             {"redact", W_OP_REDACT},
                                             {"erase", W_OP_ERASE},
                                             {"init", W_OP_INIT},
                                             {"migrate", W_OP_MIGRATE},
                                             {NULL, W_NONE}};
    return code_words(cli, name, list);
}

const char *value_words(struct cli *cli, const char *value)
{
    static const struct code_words list[] = {{"yes", W_YES},           {"no", W_NO},         {"green", W_PULSE_GREEN},
                                             {"amber", W_PULSE_AMBER}, {"red", W_PULSE_RED}, {"decides", W_DECIDES},
                                             {"signs", W_SIGNS},       {NULL, W_NONE}};
    return code_words(cli, value, list);
}
