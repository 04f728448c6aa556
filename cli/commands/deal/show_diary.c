/* show_diary.c: the conversations and the tasks in the story of a deal, on the screen and in JSON. */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "naast.h"
#include "base/context.h"
#include "commands/deal/show.h"
#include "output/json.h"
#include "term/message.h"
#include "term/text.h"
#include "term/values.h"
#include "view/deal.h"
#include "words/words.h"

enum { ALL_OF_THEM = 1000000, NOTE_INDENT = 15 };

int diary_read(struct cli *cli, naast_id deal, struct diary *out)
{
    naast_page page = NAAST_PAGE_INIT;
    naast_activity_filter activities = NAAST_ACTIVITY_FILTER_INIT;
    naast_task_filter tasks = NAAST_TASK_FILTER_INIT;
    page.limit = ALL_OF_THEM;
    activities.deal = tasks.deal = deal;
    tasks.done = 1;
    *out = (struct diary){0};
    int status = cli_check(cli, naast_activity_list(cli->store, &activities, &page, &out->activities));
    return status != 0 ? status : cli_check(cli, naast_task_list(cli->store, &tasks, &page, &out->tasks));
}

void diary_free(struct diary *diary)
{
    naast_free(diary->activities);
    naast_free(diary->tasks);
    *diary = (struct diary){0};
}

static const char *kind_of_talk(struct cli *cli, const naast_activity *activity)
{
    return strcmp(activity->kind, "talk") == 0 ? word(cli, W_CONVERSATION) : text_safe(cli, activity->kind);
}

/* "  8 Nov        Sanne de Wit, call", and below it what was noted. */
static void activity_screen(struct cli *cli, const naast_activity *activity)
{
    const char *what = listed(cli, text_safe(cli, activity->with), text_safe(cli, activity->how));
    fputs("  ", cli->out);
    text_pad(cli->out, text_date(cli, activity->on), NOTE_INDENT - 2);
    text_wrap(cli, cli->out, *what == '\0' ? kind_of_talk(cli, activity) : what, NOTE_INDENT, NOTE_INDENT);
    if (*activity->text == '\0')
        return;
    fprintf(cli->out, "%*s", NOTE_INDENT, "");
    text_wrap(cli, cli->out, text_safe_lines(cli, activity->text), NOTE_INDENT, NOTE_INDENT);
}

static void activities_screen(struct cli *cli, const naast_activities *activities)
{
    if (activities->count > 0)
        fprintf(cli->out, "\n%s\n", word(cli, W_HEAD_CONVERSATIONS));
    for (size_t k = activities->count; k > 0; k--) /* the list is newest first */
        activity_screen(cli, &activities->items[k - 1]);
}

static void tasks_screen(struct cli *cli, const naast_tasks *tasks)
{
    bool any = false;
    for (size_t k = 0; k < tasks->count; k++) {
        const naast_task *task = &tasks->items[k];
        if (task->done != 0)
            continue;
        if (!any)
            fprintf(cli->out, "\n%s\n", word(cli, W_HEAD_TO_DO));
        any = true;
        const char *due = task->due == 0 ? "" : words(cli, W_DUE, text_date(cli, task->due));
        fputs("  ", cli->out);
        text_pad(cli->out, text_id(cli, 'T', task->id), NOTE_INDENT - 2);
        text_wrap(cli, cli->out, listed(cli, text_safe(cli, task->text), due), NOTE_INDENT, NOTE_INDENT);
    }
}

void diary_screen(struct cli *cli, const struct diary *diary)
{
    activities_screen(cli, diary->activities);
    tasks_screen(cli, diary->tasks);
}

static void activity_json(struct json *json, const naast_activity *activity)
{
    json_open_object(json, NULL);
    json_id(json, "id", 'A', activity->id);
    json_date(json, "on", activity->on);
    json_text(json, "kind", activity->kind);
    json_text(json, "text", activity->text);
    json_text_or_null(json, "with", activity->with);
    json_text_or_null(json, "how", activity->how);
    json_id(json, "person", 'P', activity->person);
    json_id(json, "org", 'O', activity->org);
    json_close_object(json);
}

static void task_json(struct json *json, const naast_task *task)
{
    json_open_object(json, NULL);
    json_id(json, "id", 'T', task->id);
    json_text(json, "text", task->text);
    json_date(json, "due", task->due);
    json_id(json, "person", 'P', task->person);
    json_id(json, "org", 'O', task->org);
    json_text_or_null(json, "owner", task->owner);
    json_date(json, "done", task->done);
    json_close_object(json);
}

void diary_json(struct json *json, const struct diary *diary)
{
    json_open_array(json, "activities");
    for (size_t k = 0; k < diary->activities->count; k++)
        activity_json(json, &diary->activities->items[k]);
    json_close_array(json);
    json_open_array(json, "tasks");
    for (size_t k = 0; k < diary->tasks->count; k++)
        task_json(json, &diary->tasks->items[k]);
    json_close_array(json);
}
