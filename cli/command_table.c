/* command_table.c: the table of commands. main gives it to whoever works on a command line; nobody else knows it. */
#include "command_table.h"

#include "args/command.h"

/* A command that is listed twice does not compile. */
enum {
#define COMMAND(name) COMMAND_##name,
#include "commands.def"
#undef COMMAND
    COMMAND_COUNT
};

#define COMMAND(name) extern const struct command command_##name;
#include "commands.def"
#undef COMMAND

const struct command *const command_table[] = {
#define COMMAND(name) &command_##name,
#include "commands.def"
#undef COMMAND
    NULL};
