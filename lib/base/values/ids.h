/* ids.h: UUIDs, and the short ids that people type. */
#ifndef BASE_VALUES_IDS_H
#define BASE_VALUES_IDS_H

#include <stdint.h>
#include <uuid/uuid.h>

struct env;

enum { UUID_BYTES = 16, UUID_TEXT = 37 };

/* A UUIDv7 that sorts after every one made before through this env; its random part is drawn each time, so a
 * forked child makes others. */
int uuid_make(struct env *env, uint8_t out[UUID_BYTES]);
void uuid_format(const uint8_t uuid[UUID_BYTES], char out[UUID_TEXT]);
/* And back: libuuid's uuid_parse(text, out), which is 0 or -1. */

/* Children of a deal have packed keys. */
enum { CHILD_BITS = 20, CHILD_MAX = (1 << CHILD_BITS) - 1 };
static inline int64_t child_key(int64_t parent, int64_t n)
{
    return (int64_t)((uint64_t)parent << CHILD_BITS | (uint64_t)n);
}
static inline int64_t child_parent(int64_t key) { return key >> CHILD_BITS; }
static inline int32_t child_number(int64_t key) { return (int32_t)(key & CHILD_MAX); }

/*
 * The same in SQL, behind a key: "d.id = e.id" SQL_PARENT, "t.id = d.id" SQL_CHILD "1", and all children of a deal:
 * "BETWEEN d.id" SQL_FIRST_CHILD "AND d.id" SQL_LAST_CHILD. What is too large for a parent has no children there:
 * its product is a real number above every key, where a shift would come round to the children of another.
 */
#define SQL_PARENT " >> 20 "
#define SQL_NUMBER " & 1048575 "
#define SQL_CHILD " << 20 | "
#define SQL_FIRST_CHILD " * 1048576 "
#define SQL_LAST_CHILD " * 1048576 + 1048575 "
_Static_assert(CHILD_BITS == 20 && CHILD_MAX == 1048575, "as in SQL_PARENT and those below it");

/* "D42" with letter 'D' -> 42; case does not matter. 0 when it is not of that form. */
int64_t short_id_parse(char letter, const char *text);
/* Whether it has the form of an id, of whatever it is and whether it is there or not: "D500", "t5", "D1.4". */
int short_id_form(const char *text);

#endif
