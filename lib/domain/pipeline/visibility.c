/* visibility.c: the allow-list of the customer's page. What is not named here, by code or by what a kind is, is on no
 * page.
 */
#include "domain/pipeline/visibility.h"

#include "naast-share.h"
#include "naast.h"

#include "domain/common/codes.h"
#include "domain/pipeline/pipeline.h"
#include "domain/pipeline/shipped.h"

/* Our own words for kinds that are for everybody, section by section, in the order in which they are read. */
static const naast_codes page_codes[NAAST_SHARE_SECTIONS] = {
    [NAAST_SECTION_PURPOSE] = CODES("purpose"),
    [NAAST_SECTION_NEEDS] = CODES("need", "why"),
    [NAAST_SECTION_SUMMARY] = CODES("summary"),
    [NAAST_SECTION_OFFER] = CODES("contribution", "limit"),
    [NAAST_SECTION_MATCH] = CODES("match"),
    [NAAST_SECTION_FRAME] = CODES("price_indication", "price", "costs", "timeline", "place", "result", "metric",
                                  "criterion", "proof", "stakeholder", "reporting"),
    [NAAST_SECTION_MILESTONES] = CODES("milestone"),
    [NAAST_SECTION_WINS] = CODES("win"),
    [NAAST_SECTION_WHOLE] = CODES("frame"),
    [NAAST_SECTION_RISKS] = CODES("claim", "source"),
    [NAAST_SECTION_CONDITIONS] = CODES("condition"),
    [NAAST_SECTION_PROMISES] = CODES("promise"),
    [NAAST_SECTION_DECISION] = CODES("agreement", "signature", "acceptance"),
};

naast_codes page_codes_of(int section) { return page_codes[section]; }

static int named_section(const naast_kind *kind)
{
    for (int section = 0; section < NAAST_SHARE_SECTIONS; section++)
        if (codes_have(page_codes[section], kind->code))
            return section;
    return -1;
}

/* A promise has a side, and an end that the other side decides. */
static int is_promise(const naast_kind *kind) { return kind->sided && kind->life != NULL; }

/* A condition is theirs, and met or let go by them. */
static int is_condition(const naast_kind *kind)
{
    return kind->theirs && kind->life != NULL && kind->owed == NAAST_SIDE_CUSTOMER;
}

int page_section_of(const naast_kind *kind)
{
    int named = named_section(kind);
    return named >= 0           ? named
           : is_promise(kind)   ? NAAST_SECTION_PROMISES
           : is_condition(kind) ? NAAST_SECTION_CONDITIONS
                                : NAAST_SECTION_FURTHER;
}

/* Their word is asked on it, or on something that sums it up: they must have been able to read it. */
static int is_put_to_them(const naast_pipeline *pipeline, const naast_kind *kind)
{
    int put = kind->covers != NULL;
    for (size_t k = 0; !put && k < pipeline->kind_count; k++)
        put = kind_covers(&pipeline->kinds[k], kind->code, NAAST_SIDE_NONE);
    return put;
}

enum page_class page_class_of(const naast_pipeline *pipeline, const naast_kind *kind)
{
    const int is_pulse = kind->theirs && kind->sided;
    if (kind->person || is_pulse)
        return PAGE_SPEAKER;
    if (named_section(kind) >= 0 || is_promise(kind) || is_condition(kind) || is_put_to_them(pipeline, kind))
        return PAGE_EVERYBODY;
    return kind->theirs ? PAGE_SPEAKER : PAGE_NEVER;
}

static int is_of(naast_party party, int64_t reader)
{
    return reader != 0 && party.side == NAAST_SIDE_CUSTOMER && party.person == reader;
}

int page_may_hold(const naast_pipeline *pipeline, const struct page_item *item, int64_t reader)
{
    const enum page_class class = item->kind == NULL ? PAGE_NEVER : page_class_of(pipeline, item->kind);
    const int own = is_of(item->from, reader) && is_of(item->worded, reader);
    return class != PAGE_NEVER && (own || (class == PAGE_EVERYBODY && !item->in_confidence));
}
