/* test_conversation_order.c: one conversation is one moment: whatever the order of its lines, the gates say the same.
 * SEED=N: the same sheets again. */
#include "fixtures/conversation.h"

#include "base/env/env.h"

#include <time.h>

enum { SHEETS = 60, ORDERS = 4, LINES_MOST = 12 };

static struct fixture f;
static struct saying say;
static uint64_t dice;

static void setup(void)
{
    const char *seed = getenv("SEED");
    fixture_open(&f);
    dice = seed != NULL ? strtoull(seed, NULL, 10) : (uint64_t)time(NULL) * 1000 + (uint64_t)getpid() % 1000;
    printf("# SEED=%llu\n", (unsigned long long)dice);
}

static void teardown(void)
{
    say_end(&say);
    fixture_close(&f);
}

static int below(int sides)
{
    dice = dice * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (int)((dice >> 33) % (uint64_t)sides);
}

/* ---- sheets ---- */

enum line_sort { NEW, ABOUT_NEED, ABOUT_NEW_NEED, AMENDS_NEED };

/* A line that a sheet may have, once: of kinds of which only the newest counts two would depend on their order. */
static const struct line {
    const char *kind, *value;
    enum line_sort sort;
    int theirs; /* Sanne says it */
} lines[] = {
    {"need", NULL, NEW, 1},       {"why", NULL, ABOUT_NEED, 1}, {"why", NULL, ABOUT_NEW_NEED, 1},
    {NULL, NULL, AMENDS_NEED, 1}, {"summary", NULL, NEW, 0},    {"contribution", NULL, ABOUT_NEED, 0},
    {"match", "yes", NEW, 0},     {"frame", NULL, NEW, 0},      {"price", NULL, NEW, 0},
    {"result", NULL, NEW, 0},     {"win", NULL, NEW, 1},        {"win", NULL, NEW, 0},
    {"promise", NULL, NEW, 0},    {"agreement", "yes", NEW, 1}, {"limit", NULL, ABOUT_NEED, 0},
};
enum { LINES = sizeof lines / sizeof lines[0], NEW_NEED = 0 };

struct sheet {
    int line[LINES_MOST]; /* which of `lines` */
    int confirmed[LINES]; /* by Sanne; by line */
    int count;
};

static void roll(struct sheet *sheet)
{
    memset(sheet, 0, sizeof *sheet);
    for (int k = 0; k < LINES && sheet->count < LINES_MOST; k++) {
        sheet->confirmed[k] = below(2);
        if (below(3) != 0)
            sheet->line[sheet->count++] = k;
    }
}

static int place_of(const struct sheet *sheet, int line)
{
    for (int k = 0; k < sheet->count; k++)
        if (sheet->line[k] == line)
            return k;
    return -1;
}

static void shuffle(struct sheet *sheet)
{
    for (int k = sheet->count - 1; k > 0; k--) {
        const int other = below(k + 1), line = sheet->line[k];
        sheet->line[k] = sheet->line[other];
        sheet->line[other] = line;
    }
    /* What it is about comes first. */
    const int need = place_of(sheet, NEW_NEED), why = place_of(sheet, 2);
    if (need > why && why >= 0) {
        sheet->line[need] = 2;
        sheet->line[why] = NEW_NEED;
    }
}

static void say_line(const struct sheet *sheet, int k)
{
    const struct line *line = &lines[sheet->line[k]];
    if (line->sort == AMENDS_NEED) {
        say_item(&say, 2);
        say_amended(&say, "another wording");
        say_last(&say)->from = "Sanne";
        return;
    }
    naast_item_spec *item = say_new(&say, line->kind, line->value, "as they said");
    if (line->theirs)
        item->from = (naast_party){NAAST_SIDE_CUSTOMER, f.sanne};
    if (line->sort == ABOUT_NEED || (line->sort == ABOUT_NEW_NEED && place_of(sheet, NEW_NEED) < 0))
        item->about = 2;
    else if (line->sort == ABOUT_NEW_NEED)
        say_last(&say)->about = place_of(sheet, NEW_NEED) + 1;
    if (!line->theirs && sheet->confirmed[sheet->line[k]])
        say_word(&say, "Sanne");
}

/* ---- deals ---- */

/* A deal with something agreed on already. */
static void begin_deal(void)
{
    f.deal = fixture_deal(&f, "fair", f.sanne);
    record(&f, "purpose", NULL, "we build search");
    record(&f, "need", NULL, "staff cannot find it");
    record(&f, "summary", NULL, "one place");
    expect_ok(&f, confirm(&f, 3, (naast_party){NAAST_SIDE_CUSTOMER, f.sanne}, NULL));
}

static naast_evaluation *gates_after(const struct sheet *sheet)
{
    begin_deal();
    say_end(&say);
    say_begin(&say);
    say_with(&say, "Sanne");
    for (int k = 0; k < sheet->count; k++)
        say_line(sheet, k);
    expect_ok(&f, say_record(&f, &say));
    return gates_of(&f, "completed");
}

/* The first check of which they do not say the same; NULL: there is none. */
static const char *difference(const naast_evaluation *a, const naast_evaluation *b)
{
    for (size_t g = 0; g < a->gate_count; g++)
        for (size_t c = 0; c < a->gates[g].check_count; c++) {
            const naast_check_result *one = &a->gates[g].checks[c], *other = &b->gates[g].checks[c];
            if (one->verdict != other->verdict || strcmp(one->code, other->code) != 0 || one->have != other->have ||
                one->want != other->want)
                return one->check;
        }
    return NULL;
}

START_TEST(test_the_order_of_the_lines_changes_no_verdict)
{
    for (int k = 0; k < SHEETS; k++) {
        struct sheet sheet;
        roll(&sheet);
        if (sheet.count == 0)
            continue;
        naast_evaluation *first = gates_after(&sheet);
        for (int order = 0; order < ORDERS; order++) {
            shuffle(&sheet);
            naast_evaluation *other = gates_after(&sheet);
            const char *differs = difference(first, other);
            ck_assert_msg(differs == NULL, "sheet %d, order %d: %s", k, order, differs);
            naast_free(other);
        }
        naast_free(first);
    }
}
END_TEST

/* The control: calls that a program groups are as many moments as calls, and there the order shows. */
START_TEST(test_a_batch_is_as_many_moments_as_calls)
{
    const naast_operation_spec batch = {.size = sizeof batch, .operation = NAAST_OPERATION_BATCH};
    naast_evaluation *gates[2];
    for (int needs_last = 0; needs_last < 2; needs_last++) {
        begin_deal();
        expect_ok(&f, naast_operation_begin(f.store, &batch));
        if (!needs_last)
            record(&f, "need", NULL, "they are late");
        const int32_t summary = record(&f, "summary", NULL, "all of it");
        expect_ok(&f, confirm(&f, summary, (naast_party){NAAST_SIDE_CUSTOMER, f.sanne}, NULL));
        if (needs_last)
            record(&f, "need", NULL, "they are late");
        expect_ok(&f, naast_operation_end(f.store, 0));
        gates[needs_last] = gates_of(&f, "completed");
    }
    ck_assert_ptr_nonnull(difference(gates[0], gates[1]));
    naast_free(gates[0]);
    naast_free(gates[1]);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_the_order_of_the_lines_changes_no_verdict,
        test_a_batch_is_as_many_moments_as_calls,
    };
    return RUN_FIXTURE("conversation_order", tests);
}
