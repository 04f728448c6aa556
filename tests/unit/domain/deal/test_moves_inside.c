/* test_moves_inside.c: what the calls inside the library allow and the public ones do not: imported moves, damaged
 * deals. */
#include "fixtures/deal.h"
#include "base/env/env.h"
#include "base/values/ids.h"
#include "domain/common/rows.h"
#include "domain/deal/transition.h"
#include "domain/evidence/facts.h"
#include "domain/pipeline/pipeline.h"
#include "engine/schema/table.h"
#include "engine/schema/tables.h"
#include "store/handle/operation.h"
#include "store/record/record.h"
#include "store/session/reading.h"
#include "store/session/transaction.h"

static struct fixture f;

static void setup(void) { fixture_open(&f); }
static void teardown(void) { fixture_close(&f); }

/* Opens a deal as a move says. */
static naast_id open_deal(const struct move *move)
{
    static const uint8_t uuid[UUID_BYTES] = {1, 2, 3};
    struct rec_value row[DEAL_COLUMNS] = {
        [DEAL_UUID] = rec_blob(uuid, sizeof uuid),
        [DEAL_TITLE] = rec_text("Imported"),
        [DEAL_FOLDED] = rec_text("imported"),
        [DEAL_PIPELINE] = rec_int(move->pipeline),
        [DEAL_STAGE] = rec_text(move->to_stage),
        [DEAL_OUTCOME] = rec_text(move->to_outcome),
        [DEAL_CREATED] = rec_int(move->at),
        [DEAL_CLOSED] = rec_int_or_null(move->closed),
        [DEAL_UNVERIFIED] = rec_int(1),
        [DEAL_CREV] = rec_int(0),
    };
    naast_id id = 0;
    ck_assert_int_eq(write_begin(f.store, OP_IMPORT), 0);
    int status = write_end(f.store, deal_open(f.store, row, move, &id));
    ck_assert_msg(status == 0, "deal_open: %s", naast_store_message(f.store));
    return id;
}

static int64_t fair(void)
{
    int64_t key = 0;
    ck_assert_int_eq(read_begin(f.store), 0);
    ck_assert_int_eq(read_end(f.store, pipeline_find(f.store, "fair", 0, &key)), 0);
    return key;
}

static int move_deal(naast_id id, const struct move *move, int64_t moves)
{
    struct row row = {0};
    int status = write_begin(f.store, OP_IMPORT);
    if (status == 0)
        status = deal_read(f.store, id, &row);
    if (moves != 0)
        row.value[DEAL_MOVES].i = moves;
    if (status == 0)
        status = deal_move(f.store, id, &row, move);
    row_free(&row);
    return write_end(f.store, status);
}

START_TEST(test_an_imported_deal_opens_where_and_when_it_stood)
{
    const struct move move = {.kind = "import",
                              .to_stage = "delivery",
                              .to_outcome = "won",
                              .pipeline = fair(),
                              .at = 1000,
                              .closed = 20200131};
    f.deal = open_deal(&move);
    naast_deal *deal = deal_of(&f, f.deal);
    ck_assert_str_eq(deal->stage, "delivery");
    ck_assert_str_eq(deal->outcome, "won");
    ck_assert_int_eq(deal->since, 1000);
    ck_assert_int_eq(deal->closed, 20200131);
    ck_assert_int_eq(deal->unverified, 1);
    naast_free(deal);
    naast_transitions *moves = moves_of(&f);
    ck_assert_uint_eq(moves->count, 1);
    ck_assert_str_eq(moves->items[0].kind, "import");
    ck_assert_int_eq(moves->items[0].at, 1000);
    naast_free(moves);
}
END_TEST

START_TEST(test_the_first_advance_settles_unverified)
{
    const struct move move = {.kind = "import", .to_stage = "discovery", .pipeline = fair(), .at = 1000};
    f.deal = open_deal(&move);
    expect(&f, advance_to(&f, "match"), NAAST_NOT_YET, "not_yet");
    naast_deal *deal = deal_of(&f, f.deal);
    ck_assert_int_eq(deal->unverified, 1);
    naast_free(deal);
    naast_deal_spec spec = NAAST_DEAL_SPEC_INIT;
    spec.contact = f.sanne;
    expect_ok(&f, naast_deal_edit(f.store, f.deal, &spec));
    bring_to(&f, "match");
    deal = deal_of(&f, f.deal);
    ck_assert_int_eq(deal->unverified, 0);
    naast_free(deal);
    expect_ok(&f, naast_deal_move_back(f.store, f.deal, BACK(NULL, "oh")));
}
END_TEST

START_TEST(test_a_move_has_its_own_day_where_it_says_one)
{
    const struct move end = {.kind = "end", .to_stage = "discovery", .to_outcome = "lost", .at = 5, .closed = 20200131};
    const struct move again = {.kind = "reopen", .to_stage = "discovery", .to_outcome = ""};
    ck_assert_int_eq(move_deal(f.deal, &end, 0), 0);
    naast_deal *deal = deal_of(&f, f.deal);
    ck_assert_int_eq(deal->closed, 20200131);
    naast_free(deal);
    ck_assert_int_eq(move_deal(f.deal, &again, 0), 0);
    deal = deal_of(&f, f.deal);
    ck_assert_str_eq(deal->outcome, "");
    ck_assert_int_eq(deal->closed, 0);
    naast_free(deal);
}
END_TEST

START_TEST(test_a_deal_moves_at_most_a_million_times)
{
    const struct move move = {.kind = "back", .to_stage = "discovery"};
    ck_assert_int_eq(move_deal(f.deal, &move, CHILD_MAX), NAAST_CONFLICT);
    ck_assert_str_eq(naast_store_code(f.store), "deal_moves_full");
}
END_TEST

START_TEST(test_a_deal_in_a_stage_that_its_pipeline_does_not_have)
{
    const struct move move = {.kind = "import", .to_stage = "nowhere_at_all", .pipeline = fair(), .at = 1000};
    naast_evaluation *evaluation = NULL;
    f.deal = open_deal(&move);
    expect(&f, naast_gate_evaluate(f.store, f.deal, NULL, &evaluation), NAAST_BAD_DATA, "deal_stage_lost");
    expect(&f, naast_deal_advance(f.store, f.deal, NULL, NULL), NAAST_BAD_DATA, "deal_stage_lost");
    naast_deal *deal = deal_of(&f, f.deal);
    ck_assert_str_eq(deal->stage_name, "nowhere at all");
    naast_free(deal);
}
END_TEST

START_TEST(test_words_on_items_that_are_not_there_are_left_out)
{
    struct facts *facts = NULL;
    record(&f, "need", NULL, "a need");
    record(&f, "need", NULL, "another");
    const struct rec_value void_item[EVIDENCE_COLUMNS] = {[EVIDENCE_VOID] = rec_int(1)};
    struct row row = {0};
    ck_assert_int_eq(write_begin(f.store, OP_IMPORT), 0);
    ck_assert_int_eq(item_read(f.store, f.deal, 1, &row), 0);
    struct row now = row;
    now.value[EVIDENCE_VOID] = void_item[EVIDENCE_VOID];
    ck_assert_int_eq(
        rec_update(f.store, &table_evidence, child_key(f.deal, 1), row.value, now.value, UINT64_C(1) << EVIDENCE_VOID),
        0);
    row_free(&row);
    const struct rec_value word[WORD_COLUMNS] = {[WORD_ID] = rec_int(child_key(f.deal, 0)),
                                                 [WORD_ITEM] = rec_int(99),
                                                 [WORD_SIDE] = rec_int(NAAST_SIDE_US),
                                                 [WORD_SEEN] = rec_int(1),
                                                 [WORD_DAY] = rec_int(20261110),
                                                 [WORD_VOID] = rec_int(0)};
    ck_assert_int_eq(rec_insert(f.store, &table_word, word, NULL), 0);
    ck_assert_int_eq(write_end(f.store, 0), 0);
    ck_assert_int_eq(read_begin(f.store), 0);
    ck_assert_int_eq(read_end(f.store, facts_read(f.store, f.deal, &facts)), 0);
    ck_assert_uint_eq(facts->item_count, 1);
    ck_assert_int_eq(facts->items[0].n, 2);
    ck_assert_uint_eq(facts->items[0].word_count, 1);
    naast_free(facts);
}
END_TEST

START_TEST(test_items_of_kinds_that_the_new_pipeline_does_not_have)
{
    record(&f, "need", NULL, "a need");
    record(&f, "contribution", NULL, "search");
    expect_ok(&f, naast_deal_change_pipeline(f.store, f.deal, TO_PIPELINE("bant", 0, "theirs")));
    naast_evaluation *evaluation = gates_of(&f, NULL);
    ck_assert_int_eq(check_of(evaluation, "need")->verdict, NAAST_VERDICT_MET);
    naast_free(evaluation);
    struct facts *facts = NULL;
    ck_assert_int_eq(read_begin(f.store), 0);
    ck_assert_int_eq(read_end(f.store, facts_read(f.store, f.deal, &facts)), 0);
    ck_assert_ptr_null(facts->items[1].kind);
    ck_assert_str_eq(facts->items[1].kind_code, "contribution");
    naast_free(facts);
}
END_TEST

START_TEST(test_words_stand_with_their_items_in_order)
{
    struct facts *facts = NULL;
    int32_t first = record(&f, "need", NULL, "a need");
    int32_t second = record(&f, "need", NULL, "another");
    expect_ok(&f, confirm(&f, first, us, NULL));
    expect_ok(&f, confirm(&f, second, customer(f.karim), NULL));
    expect_ok(&f, confirm(&f, first, customer(f.karim), NULL));
    ck_assert_int_eq(read_begin(f.store), 0);
    ck_assert_int_eq(read_end(f.store, facts_read(f.store, f.deal, &facts)), 0);
    ck_assert_uint_eq(facts->items[0].word_count, 3);
    ck_assert_uint_eq(facts->items[1].word_count, 2);
    ck_assert_int_eq(facts->items[0].words[0].person, f.sanne);
    ck_assert_int_eq(facts->items[0].words[1].side, NAAST_SIDE_US);
    ck_assert_int_eq(facts->items[0].words[2].person, f.karim);
    ck_assert_int_eq(facts->items[1].words[1].person, f.karim);
    ck_assert_int_eq(facts->crev, 2);
    naast_free(facts);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_an_imported_deal_opens_where_and_when_it_stood,     test_the_first_advance_settles_unverified,
        test_a_move_has_its_own_day_where_it_says_one,           test_a_deal_moves_at_most_a_million_times,
        test_a_deal_in_a_stage_that_its_pipeline_does_not_have,  test_words_on_items_that_are_not_there_are_left_out,
        test_items_of_kinds_that_the_new_pipeline_does_not_have, test_words_stand_with_their_items_in_order,
    };
    return RUN_FIXTURE("moves_inside", tests);
}
