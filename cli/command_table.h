/* command_table.h: the table of commands, for main. */
#ifndef CLI_COMMAND_TABLE_H
#define CLI_COMMAND_TABLE_H

struct command;

/* Every command, in the order of help; ends in NULL. */
extern const struct command *const command_table[];

#endif
