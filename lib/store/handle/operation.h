/* operation.h: what an operation is. */
#ifndef STORE_HANDLE_OPERATION_H
#define STORE_HANDLE_OPERATION_H

/* What an operation is; the numbers are in journal cores for ever. Names: operation_name. */
enum operation {
    OP_INIT = 1,
    OP_MIGRATE,
    OP_ORG_ADD,
    OP_ORG_EDIT,
    OP_PERSON_ADD,
    OP_PERSON_EDIT,
    OP_DEAL_ADD,
    OP_DEAL_EDIT,
    OP_RECORD,
    OP_CONFIRM,
    OP_AMEND,
    OP_SETTLE,
    OP_RETRACT,
    OP_ADVANCE,
    OP_BACK,
    OP_REOPEN,
    OP_END,
    OP_WAIVE,
    OP_CHANGE_PIPELINE,
    OP_PIPELINE_ADD,
    OP_TASK_ADD,
    OP_TASK_DONE,
    OP_ACTIVITY_ADD,
    OP_TALK,
    OP_IMPORT,
    OP_BATCH,
    OP_UNDO,
    OP_MERGE,
    OP_REDACT,
    OP_ERASE,
    OP_TASK_EDIT,
    OP_END_OF_LIST
};

const char *operation_name(int operation); /* "record"; "unknown" */

/* Whether there is an operation of that number. */
int operation_known(int operation);
int operation_from_name(const char *name); /* 0: none */

#endif
