/* match_key.h: what two spellings of one name have in common. */
#ifndef BASE_TEXT_MATCH_KEY_H
#define BASE_TEXT_MATCH_KEY_H

#include <stdint.h>

struct env;

enum match_name { MATCH_ORG, MATCH_PERSON };

/*
 * The name folded, without punctuation and without what says no more than which legal form an organisation has ("B.V.",
 * "Ltd") or which title a person ("dr.", "mevr."): "Waterdam B.V." and "WATERDAM bv" have the key "waterdam". A name
 * that is nothing but such words keeps them; one without any word has the key "". Names with one key are probably the
 * same, no more. name must be clean. *out: mem_free. Returns 0 or NAAST_NO_MEMORY.
 */
int match_key(struct env *env, enum match_name what, const char *name, char **out);

/* A key as a number (FNV-1a), for who keeps a million of them: two keys may have one, though hardly ever. */
uint64_t match_hash(const char *key);

#endif
