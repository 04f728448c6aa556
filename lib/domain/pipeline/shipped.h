/* shipped.h: what the shipped pipelines are written with. */
#ifndef DOMAIN_PIPELINE_SHIPPED_H
#define DOMAIN_PIPELINE_SHIPPED_H

#include "naast.h"

#define CODES(...) ((const char *const[]){__VA_ARGS__, NULL})
#define WORDS(english, dutch)                                                                                          \
    {                                                                                                                  \
        .en = (english), .nl = (dutch)                                                                                 \
    }
#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))
#define GATE(of_code, of_checks, english, dutch)                                                                       \
    {                                                                                                                  \
        .code = (of_code), .label = WORDS(english, dutch), .checks = (of_checks), .check_count = COUNT_OF(of_checks)   \
    }

#define PIPELINE_SIZES                                                                                                 \
    .size = sizeof(naast_pipeline), .kind_size = sizeof(naast_kind), .stage_size = sizeof(naast_stage),                \
    .check_size = sizeof(naast_check)

extern const naast_pipeline shipped_fair, shipped_bant, shipped_meddpicc;

#endif
