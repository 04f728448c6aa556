/* stream.h: a stream as a writer of the library of formats. */
#ifndef CLI_OUTPUT_STREAM_H
#define CLI_OUTPUT_STREAM_H

#include <stdio.h>

#include "naast-formats.h"

/* What the stream does not take, it remembers: ferror. */
naast_writer stream_writer(FILE *stream);

#endif
