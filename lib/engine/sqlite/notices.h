/* notices.h: what the kernel reports about a store's file. */
#ifndef ENGINE_SQLITE_NOTICES_H
#define ENGINE_SQLITE_NOTICES_H

/* A descriptor that becomes readable when something in the folder of the file is written; negative: there is none. */
int notices_open(const char *path);

/* Takes what there is; whether any of it is of the file or its log. */
int notices_take(int file, const char *path);

#endif
