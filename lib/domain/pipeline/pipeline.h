/* pipeline.h: pipelines inside the domain: shipped definitions, checking, the stored text form, loading. */
#ifndef DOMAIN_PIPELINE_PIPELINE_H
#define DOMAIN_PIPELINE_PIPELINE_H

#include "naast.h"

#include "base/env/env.h"

struct env;

/* The shipped ones: "fair", "bant", "meddpicc", then NULL. */
extern const naast_pipeline *const shipped_pipelines[];

/*
 * What a caller defined, checked, in the structs of this library, whatever size the caller's have; its texts stay the
 * caller's. *out: naast_free. All else here takes definitions in the library's own structs.
 */
int pipeline_take(struct env *env, const naast_pipeline *definition, naast_pipeline **out);

/* Checks a definition; BAD_DATA with a message that begins with the path of the fault. Touches no store. */
int pipeline_check(struct env *env, const naast_pipeline *definition);
/* The same for one that was stored, whose names and questions were looked at then: each command reads it, and they are
 * most of it. */
int pipeline_check_stored(struct env *env, const naast_pipeline *definition);

/* The stored text form (one line for each thing, tab separated fields; read back to an equal definition). *text:
 * mem_free. */
int pipeline_write(struct env *env, const naast_pipeline *definition, char **text);
/* Reads and checks it; *out: a result, naast_free. */
int pipeline_read(struct env *env, const char *text, naast_pipeline **out);

/* The definition of a revision (key child_key(pipeline, revision)), with name and revision set; kept on the handle,
 * valid until it is freed. */
int pipeline_load(naast_store *store, int64_t revision_key, const naast_pipeline **out);
/* What the gate of a stage asks; see digest.h. Kept with the revision, and valid as long. */
int pipeline_gate_digest(naast_store *store, int64_t revision_key, size_t stage, const char **out);
/* As pipeline_load, but a result of the caller's own: naast_free. */
int pipeline_copy(naast_store *store, int64_t revision_key, naast_pipeline **out);
/* The key of the newest revision of a pipeline (NULL: the store's default). NAAST_NOT_FOUND. revision 0: the newest. */
int pipeline_find(naast_store *store, const char *name, int32_t revision, int64_t *key);
/* Inside a write: adds a revision where it differs from the newest; *key: the newest revision. */
int pipeline_install(naast_store *store, const naast_pipeline *definition, int64_t *key);
/* Inside a write: which one new deals get. */
int pipeline_make_default(naast_store *store, const char *name);
void pipeline_forget(naast_store *store); /* drops what pipeline_load kept */
/* After something was rolled back that this handle may have read: what is kept is compared with the store before it is
 * used again. */
void pipeline_doubt(naast_store *store);

const naast_kind *pipeline_kind(const naast_pipeline *pipeline, const char *code); /* NULL: none */
/* The kind that a code of `covers` names: "win", or "win:customer" where sides count apart. NULL: none. */
const naast_kind *pipeline_covered(const naast_pipeline *pipeline, const char *code);
/* Whether a kind covers another ("win", or "win:customer" of one side of it); NAAST_SIDE_NONE: of either side. */
int kind_covers(const naast_kind *kind, const char *other, naast_side side);
int pipeline_stage(const naast_pipeline *pipeline, const char *code); /* index, -1: none */
int pipeline_won(const naast_pipeline *pipeline);                     /* index of the won stage */
const naast_check *pipeline_check_of(const naast_pipeline *pipeline, const char *id, size_t *stage);
/* The words of a check: its own, else those of the kind whose code is its id, else NULLs. */
const naast_label *check_name(const naast_pipeline *pipeline, const naast_check *check);

/* In the handle's language; both empty: NULL. */
const char *words_in(naast_language language, const naast_label *words);

#endif
