/* text_write.h: the part of a definition's text that decides. */
#ifndef DOMAIN_PIPELINE_TEXT_WRITE_H
#define DOMAIN_PIPELINE_TEXT_WRITE_H

struct buffer;

/* The line of a kind or check (LINE_KIND, LINE_CHECK) without its names and questions. 0, or NAAST_NO_MEMORY. */
int definition_write_rules(struct buffer *buffer, int type, const void *thing);

#endif
