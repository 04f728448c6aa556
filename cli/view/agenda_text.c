/* agenda_text.c: a line of the agenda, in words. */
#include "view/agenda_text.h"

#include <stdint.h>

#include "naast-agenda.h"
#include "naast.h"
#include "base/arena.h"
#include "base/context.h"
#include "term/glyph.h"
#include "term/message.h"
#include "term/text.h"
#include "term/values.h"
#include "view/deal.h"
#include "view/verdict.h"
#include "words/words.h"

/* ---- how long ---- */

static const char *number(struct cli *cli, int64_t count) { return text_count(cli, count); }

/* "3 days", "5 weeks", "4 months": as people say it. */
static const char *lasting(struct cli *cli, int32_t days)
{
    if (days == 1)
        return word(cli, W_NEXT_DAY);
    if (days < 14)
        return words(cli, W_NEXT_DAYS, number(cli, days));
    if (days < 63)
        return words(cli, W_NEXT_WEEKS, number(cli, days / 7));
    return words(cli, W_NEXT_MONTHS, number(cli, days / 30));
}

/* A day that is still to come, or has come. */
static const char *coming(struct cli *cli, int32_t days, enum word today, enum word tomorrow, enum word later)
{
    return days >= 0 ? word(cli, today) : days == -1 ? word(cli, tomorrow) : words(cli, later, lasting(cli, -days));
}

static const char *past(struct cli *cli, int32_t days, enum word since)
{
    return days <= 0 ? word(cli, W_NEXT_SINCE_TODAY) : words(cli, since, lasting(cli, days));
}

static const char *to_go(struct cli *cli, int32_t blockers)
{
    return blockers == 1 ? word(cli, W_NEXT_ONE_TO_GO) : words(cli, W_NEXT_TO_GO, number(cli, blockers));
}

const char *next_when(struct cli *cli, const naast_agenda_line *line)
{
    switch (line->reason) {
    case NAAST_REASON_PROMISE_LATE:
    case NAAST_REASON_THEIR_PROMISE_LATE:
    case NAAST_REASON_TASK_LATE:
        return past(cli, line->days, W_NEXT_LATE);
    case NAAST_REASON_PROMISE_DUE:
    case NAAST_REASON_THEIR_PROMISE_DUE:
    case NAAST_REASON_TASK_DUE:
        return coming(cli, line->days, W_NEXT_TODAY, W_NEXT_TOMORROW, W_NEXT_IN);
    case NAAST_REASON_NOT_INFORMED:
        return past(cli, line->days, W_NEXT_UNTOLD);
    case NAAST_REASON_PULSE_SILENT:
        return past(cli, line->days, W_NEXT_SILENT);
    case NAAST_REASON_PULSE_DUE:
        return past(cli, line->days, W_NEXT_HEARD);
    case NAAST_REASON_DECISION_PASSED:
        return past(cli, line->days, W_NEXT_AGO);
    case NAAST_REASON_WAIVER_EXPIRES:
        return coming(cli, line->days, W_NEXT_ENDS_TODAY, W_NEXT_ENDS_TOMORROW, W_NEXT_ENDS);
    case NAAST_REASON_SLEEPING:
        return past(cli, line->days, W_NEXT_QUIET);
    case NAAST_REASON_UNPROVEN:
        return past(cli, line->days, W_NEXT_AGO);
    case NAAST_REASON_STALE:
        return word(cli, W_NEXT_AGAIN);
    case NAAST_REASON_READY:
        return word(cli, W_NEXT_OPEN);
    case NAAST_REASON_GAP:
        return to_go(cli, line->blockers);
    case NAAST_REASON_TASK_OPEN:
        return word(cli, W_NEXT_UNDATED);
    case NAAST_REASON_UNVERIFIED:
        return word(cli, W_IMPORTED);
    case NAAST_REASON_END:
        break;
    }
    return "";
}

/* ---- what ---- */

static const char *check_words(struct cli *cli, const naast_agenda_line *line, enum word with_question)
{
    if (line->remedy->action == NAAST_DO_CALLBACK && line->ask[0] == '\0')
        return words(cli, W_NEXT_PROGRAM, capital(cli, text_safe(cli, line->check_name)));
    return words(cli, with_question, capital(cli, text_safe(cli, line->check_name)), dotted(cli, line->ask));
}

static const char *imported(struct cli *cli, int64_t count)
{
    return count == 1 ? word(cli, W_NEXT_UNVERIFIED_ONE) : words(cli, W_NEXT_UNVERIFIED, number(cli, count));
}

const char *next_what(struct cli *cli, const naast_agenda_line *line)
{
    switch (line->reason) {
    case NAAST_REASON_PROMISE_LATE:
    case NAAST_REASON_PROMISE_DUE:
        return words(cli, W_NEXT_OURS, line->kind_name, line->text);
    case NAAST_REASON_THEIR_PROMISE_LATE:
    case NAAST_REASON_THEIR_PROMISE_DUE:
        return words(cli, W_NEXT_THEIRS, line->kind_name, line->text);
    case NAAST_REASON_NOT_INFORMED:
        return words(cli, W_NEXT_TELL, outcome_words(cli, line->outcome));
    case NAAST_REASON_PULSE_SILENT:
    case NAAST_REASON_PULSE_DUE:
    case NAAST_REASON_GAP:
        return check_words(cli, line, W_NEXT_GAP);
    case NAAST_REASON_DECISION_PASSED:
        return word(cli, W_NEXT_DECISION);
    case NAAST_REASON_WAIVER_EXPIRES:
        return words(cli, W_NEXT_WAIVER, capital(cli, text_safe(cli, line->check_name)));
    case NAAST_REASON_SLEEPING:
        return word(cli, W_NEXT_SLEEPING);
    case NAAST_REASON_UNPROVEN:
        return word(cli, W_NEXT_UNPROVEN);
    case NAAST_REASON_STALE:
        return check_words(cli, line, W_NEXT_STALE);
    case NAAST_REASON_READY:
        return words(cli, W_NEXT_READY, line->stage_name);
    case NAAST_REASON_TASK_LATE:
    case NAAST_REASON_TASK_DUE:
    case NAAST_REASON_TASK_OPEN:
        return text_safe(cli, line->text);
    case NAAST_REASON_UNVERIFIED:
        return imported(cli, line->count);
    case NAAST_REASON_END:
        break;
    }
    return "";
}

const char *next_who(struct cli *cli, const naast_agenda_line *line)
{
    const char *who =
        listed(cli, text_safe(cli, line->org_name), person_words(cli, line->person_name, line->person_org));
    const char *title = text_safe(cli, line->title);
    if (*who == '\0' || *title == '\0')
        return *who == '\0' ? title : who;
    return cli_printf(cli, "%s %s %s", who, glyph(cli, GLYPH_DOT), title);
}

/* ---- how it looks ---- */

const char *next_glyph(const struct cli *cli, const naast_agenda_line *line)
{
    switch (line->reason) {
    case NAAST_REASON_STALE:
    case NAAST_REASON_GAP:
        return verdict_glyph(cli, line->verdict);
    case NAAST_REASON_READY:
        return verdict_glyph(cli, NAAST_VERDICT_MET);
    case NAAST_REASON_WAIVER_EXPIRES:
        return verdict_glyph(cli, NAAST_VERDICT_WAIVED);
    case NAAST_REASON_SLEEPING:
    case NAAST_REASON_UNPROVEN:
    case NAAST_REASON_UNVERIFIED:
        return verdict_glyph(cli, NAAST_VERDICT_UNCONFIRMED);
    default:
        return next_colour(line) == AT_FAULT ? "!" : verdict_glyph(cli, NAAST_VERDICT_MISSING);
    }
}

enum colour next_colour(const naast_agenda_line *line)
{
    switch (line->reason) {
    case NAAST_REASON_PROMISE_LATE:
    case NAAST_REASON_NOT_INFORMED:
    case NAAST_REASON_PULSE_SILENT:
    case NAAST_REASON_THEIR_PROMISE_LATE:
    case NAAST_REASON_TASK_LATE:
    case NAAST_REASON_DECISION_PASSED:
        return AT_FAULT;
    case NAAST_REASON_READY:
        return GOOD;
    case NAAST_REASON_SLEEPING:
    case NAAST_REASON_TASK_OPEN:
    case NAAST_REASON_UNVERIFIED:
        return FAINT;
    default:
        return WAITING;
    }
}
