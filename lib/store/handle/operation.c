/* operation.c: the names of operations; their numbers are in journal entries for ever. */
#include "store/handle/operation.h"

#include <string.h>

static const char *const names[OP_END_OF_LIST] = {
    [OP_INIT] = "init",
    [OP_MIGRATE] = "migrate",
    [OP_ORG_ADD] = "org_add",
    [OP_ORG_EDIT] = "org_edit",
    [OP_PERSON_ADD] = "person_add",
    [OP_PERSON_EDIT] = "person_edit",
    [OP_DEAL_ADD] = "deal_add",
    [OP_DEAL_EDIT] = "deal_edit",
    [OP_RECORD] = "record",
    [OP_CONFIRM] = "confirm",
    [OP_AMEND] = "amend",
    [OP_SETTLE] = "settle",
    [OP_RETRACT] = "retract",
    [OP_ADVANCE] = "advance",
    [OP_BACK] = "back",
    [OP_REOPEN] = "reopen",
    [OP_END] = "end",
    [OP_WAIVE] = "waive",
    [OP_CHANGE_PIPELINE] = "change_pipeline",
    [OP_PIPELINE_ADD] = "pipeline_add",
    [OP_TASK_ADD] = "task_add",
    [OP_TASK_DONE] = "task_done",
    [OP_ACTIVITY_ADD] = "activity_add",
    [OP_TALK] = "talk",
    [OP_IMPORT] = "import",
    [OP_BATCH] = "batch",
    [OP_UNDO] = "undo",
    [OP_MERGE] = "merge",
    [OP_REDACT] = "redact",
    [OP_ERASE] = "erase",
    [OP_TASK_EDIT] = "task_edit",
};

int operation_known(int operation) { return operation > 0 && operation < OP_END_OF_LIST; }

const char *operation_name(int operation) { return operation_known(operation) ? names[operation] : "unknown"; }

int operation_from_name(const char *name)
{
    for (int k = 1; name != NULL && k < OP_END_OF_LIST; k++)
        if (strcmp(names[k], name) == 0)
            return k;
    return 0;
}
