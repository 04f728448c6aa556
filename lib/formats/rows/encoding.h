/* encoding.h: how the letters of a file are written, by name. */
#ifndef FORMATS_ROWS_ENCODING_H
#define FORMATS_ROWS_ENCODING_H

enum encoding { ENCODING_UTF_8, ENCODING_WINDOWS_1252, ENCODING_UTF_16_LE, ENCODING_UTF_16_BE };

/* What a message says that it may be. */
#define ENCODING_NAMES "utf-8, windows-1252, utf-16le, utf-16be"

/* 0, or -1 where there is no such encoding; NULL: UTF-8. Capitals do not matter. */
int encoding_find(const char *name, enum encoding *out);
const char *encoding_name(enum encoding encoding);

#endif
