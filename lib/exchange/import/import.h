/* import.h: an import under way, shared by the files of this folder. */
#ifndef EXCHANGE_IMPORT_IMPORT_H
#define EXCHANGE_IMPORT_IMPORT_H

#include "naast-exchange.h"
#include "naast.h"

#include "base/env/env.h"

/* What a value of the stage column says of a deal; of the outcome column: the outcome alone. */
struct import_meaning {
    const char *folded; /* the value, as text_fold gives it */
    const char *stage;
    const char *outcome; /* "" for an open deal */
};
struct import_meanings {
    const struct import_meaning *list;
    size_t count;
};

struct alike_names; /* similar_names.c */
struct gone_names;  /* merged_names.c */

/* What is wrong with a row, a field at a time. Fixed storage, as a failure is. */
enum { MOST_FAULTS = 8 };
struct import_faults {
    size_t count;
    naast_import_field field[MOST_FAULTS];
    struct failure failure[MOST_FAULTS];
    naast_import_fault given[MOST_FAULTS]; /* as the caller sees them */
};

/* A result: everything it points to goes with it. */
struct naast_import {
    naast_store *store;
    naast_import_kind kind;
    naast_import_duplicates duplicates;
    int64_t pipeline;                     /* revision key */
    struct import_meanings mapped, ended; /* stages and outcomes as the caller mapped them */
    struct import_meanings
        known;          /* the pipeline's own stages, then the outcomes, by their codes; the first stage first */
    size_t stage_count; /* of those: the stages */
    const char *currency, *date_format, *source; /* "": none */
    char decimal, grouping;                      /* 0: either; nothing */
    const naast_zone_change *zone;
    size_t zone_count;
    int64_t last_deal; /* the newest that was there before */
    int dry_run;
    int failed;                   /* the status of what broke it off; 0: usable */
    int unflushed;                /* rows since the journal was last written out */
    struct alike_names *orgs;     /* NULL: not asked for yet */
    struct gone_names *gone;      /* the same */
    struct import_faults faults;  /* of the row that is read */
    naast_import_summary summary; /* its totals are here */
    naast_import_total *totals;
    size_t total_room;
};

/* One row, read and checked before anything is written. */
struct import_row {
    char *text[NAAST_FIELD_COUNT]; /* cleaned; NULL for what the row does not give */
    naast_money amount;            /* empty currency: none */
    naast_date opened, closed, expected;
    naast_time opened_at;        /* 0: not known */
    const char *stage, *outcome; /* NULL: not known yet */
    const char *name;            /* of a person */
    naast_flag no_contact;       /* of a person */
    int is_known, is_same;       /* it is in the store already */
    naast_import_result result;
};

/* stage_mapping.c: what stage and outcome values mean. */
int import_meanings_prepare(naast_import *import, const naast_import_spec *spec);
/* What a row's stage and outcome say together. Faults are kept. */
int import_meaning_read(naast_import *import, struct import_row *row);

/* row_errors.c: keeps what is wrong with a field, the first that is, so that the others are read as well: BAD_DATA
 * becomes 0, other statuses stay. */
int import_fault_keep(naast_import *import, int status, naast_import_field field);
int import_is_faulty(const naast_import *import, naast_import_field field);
/* BAD_DATA, with the failure of the first, where there are faults. */
int import_faults_end(naast_import *import);

/* deal_read.c: texts in; then the values of a deal. Faults are kept. Release with import_row_free in any case. */
int import_row_clean(naast_import *import, const char *const fields[NAAST_FIELD_COUNT], struct import_row *out);
void import_row_free(naast_import *import, struct import_row *row);
int import_deal_read(naast_import *import, struct import_row *row);

/* dates.c: dates as the file writes them. *at: 0 for none. */
int import_zone_prepare(naast_import *import, const naast_import_spec *spec);
int import_moment_read(naast_import *import, const char *text, naast_date *date, naast_time *at);

/* deal_write.c: a deal into the store, inside a write of its own. Finds or makes who is named. */
int import_deal_write(naast_import *import, struct import_row *row, naast_import_field *wrong);

/* parties.c: organisations and people, found or made. The ids that were made, and what they resemble, go to
 * row->result.
 */
int import_org_of(naast_import *import, struct import_row *row, int64_t *out);
int import_contact_of(naast_import *import, struct import_row *row, int64_t org, int64_t *out);
int import_org_read(naast_import *import, struct import_row *row);
int import_person_read(naast_import *import, struct import_row *row);
int import_org_write(naast_import *import, struct import_row *row, naast_import_field *wrong);
int import_person_write(naast_import *import, struct import_row *row, naast_import_field *wrong);

/* similar_names.c: names of organisations without their legal form, and whose they are. Read once, when first asked
 * for. */
int alike_find(naast_import *import, const char *name, int64_t *org);
int alike_add(naast_import *import, const char *name, int64_t org);
void alike_free(naast_import *import);

/* merged_names.c: into whom somebody of that name or address was merged; 0: nobody was. org: of a person's name; else
 * 0. */
enum gone { GONE_ORG, GONE_EMAIL, GONE_PERSON };
int gone_into(naast_import *import, enum gone gone, const char *name, int64_t org, int64_t *into);
void gone_free(naast_import *import);

/* Turns the failure of an argument (INVALID) into that of a row (BAD_DATA), with the same sentence. Other statuses
 * stay. */
int import_row_fault(naast_import *import, int status);

#endif
