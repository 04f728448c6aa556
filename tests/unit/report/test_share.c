/* test_share.c: what may stand on the page that a customer reads, and what never does: every field of every table is
 * tried with a text of its own. */
#include "fixtures/share.h"
#include "base/env/env.h"

static struct fixture f;
static naast_id org, colleague, stranger, elsewhere;

static naast_id new_org(const char *name, const char *note)
{
    naast_id id = 0;
    naast_org_spec spec = NAAST_ORG_SPEC_INIT;
    spec.name = name;
    spec.note = note;
    expect_ok(&f, naast_org_add(f.store, &spec, &id));
    return id;
}

static naast_id new_person(const char *name, naast_id of)
{
    naast_id id = 0;
    naast_person_spec spec = NAAST_PERSON_SPEC_INIT;
    char note[64], email[64];
    snprintf(note, sizeof note, "note-on-%s", name);
    snprintf(email, sizeof email, "%s@mail.example", name);
    spec.name = name;
    spec.org = of;
    spec.note = note;
    spec.email = email;
    expect_ok(&f, naast_person_add(f.store, &spec, &id));
    return id;
}

static void fill_deal(void)
{
    naast_deal_spec spec = NAAST_DEAL_SPEC_INIT;
    naast_id before = 0;
    spec.title = "deal-before";
    spec.org = org;
    expect_ok(&f, naast_deal_add(f.store, &spec, &before));
    spec = (naast_deal_spec)NAAST_DEAL_SPEC_INIT;
    spec.title = "deal-title";
    spec.org = org;
    spec.contact = f.sanne;
    spec.owner = "deal-owner";
    spec.amount = (naast_money){1234567, "EUR"};
    spec.expected = 20270101;
    spec.source = "deal-source";
    spec.note = "deal-note";
    spec.follows = before;
    spec.external_id = "deal-external";
    expect_ok(&f, naast_deal_add(f.store, &spec, &f.deal));
}

static void setup(void)
{
    fixture_open(&f);
    org = new_org("org-name", "org-note");
    elsewhere = new_org("org-elsewhere", "note-elsewhere");
    f.sanne = new_person("sanne", org);
    f.karim = new_person("karim", org);
    colleague = new_person("colleague", org);
    stranger = new_person("stranger", elsewhere);
    fill_deal();
}
static void teardown(void) { fixture_close(&f); }

/* A kind of fair, and who may read it. */
struct expectation {
    const char *kind, *value;
    int needs_person;
    int everybody, speaker; /* whether it stands on the page for all, and on that of whoever said it */
    int url;                /* whether its link does */
};
static const struct expectation fair[] = {
    {"purpose", NULL, 0, 1, 1, 0},
    {"need", NULL, 0, 1, 1, 0},
    {"why", NULL, 0, 1, 1, 0},
    {"summary", NULL, 0, 1, 1, 0},
    {"contribution", NULL, 0, 1, 1, 0},
    {"limit", NULL, 0, 1, 1, 0},
    {"claim", NULL, 0, 1, 1, 1},
    {"source", NULL, 0, 1, 1, 1},
    {"match", "yes", 0, 1, 1, 0},
    {"price_indication", NULL, 0, 1, 1, 0},
    {"price", NULL, 0, 1, 1, 0},
    {"costs", NULL, 0, 1, 1, 0},
    {"timeline", NULL, 0, 1, 1, 0},
    {"place", NULL, 0, 1, 1, 0},
    {"result", NULL, 0, 1, 1, 0},
    {"milestone", NULL, 0, 1, 1, 0},
    {"stakeholder", NULL, 0, 1, 1, 0},
    {"reporting", NULL, 0, 1, 1, 0},
    {"win", NULL, 0, 1, 1, 0},
    {"promise", NULL, 0, 1, 1, 0},
    {"basis", NULL, 0, 0, 0, 0},
    {"frame", NULL, 0, 1, 1, 0},
    {"authority", "decides", 1, 0, 1, 0},
    {"met", NULL, 1, 0, 1, 0},
    {"introduction", NULL, 1, 0, 1, 0},
    {"condition", NULL, 0, 1, 1, 0},
    {"agreement", "yes", 0, 1, 1, 0},
    {"signature", NULL, 0, 1, 1, 0},
    {"acceptance", "yes", 0, 1, 1, 0},
    {"pulse", "green", 0, 0, 1, 0},
};
enum { KINDS = sizeof fair / sizeof fair[0] };

static int32_t record_canary(const struct expectation *kind, const char *prefix, int in_confidence)
{
    static const unsigned char sha[32] = {1};
    char text[80], url[80], file[80], how[80];
    naast_item_spec spec = NAAST_ITEM_SPEC_INIT;
    snprintf(text, sizeof text, "%s-text-%s", prefix, kind->kind);
    snprintf(url, sizeof url, "https://%s-url-%s.example", prefix, kind->kind);
    snprintf(file, sizeof file, "%s-file-%s", prefix, kind->kind);
    snprintf(how, sizeof how, "%s-how-%s", prefix, kind->kind);
    spec.kind = kind->kind;
    spec.value = kind->value;
    spec.text = text;
    spec.from = customer(f.sanne);
    spec.person = kind->needs_person ? colleague : 0;
    spec.url = url;
    spec.file_name = file;
    spec.file_sha256 = sha;
    spec.how = how;
    spec.in_confidence = in_confidence;
    return record_spec(&f, &spec);
}

static void expect_for_all(const char *canary, int everybody, int speaker, int other)
{
    expect_canary(&f, 0, canary, everybody);
    expect_canary(&f, f.sanne, canary, speaker);
    expect_canary(&f, f.karim, canary, other);
}

static const char *canary_of(const char *prefix, const char *field, const char *kind)
{
    static char text[80];
    snprintf(text, sizeof text, strcmp(field, "url") == 0 ? "https://%s-%s-%s.example" : "%s-%s-%s", prefix, field,
             kind);
    return text;
}

START_TEST(test_the_list_names_every_kind_of_fair)
{
    naast_pipeline *pipeline = NULL;
    expect_ok(&f, naast_pipeline_get(f.store, "fair", 0, &pipeline));
    ck_assert_uint_eq(pipeline->kind_count, KINDS);
    for (size_t k = 0; k < KINDS; k++) {
        int named = 0;
        for (size_t i = 0; i < KINDS; i++)
            named |= strcmp(pipeline->kinds[k].code, fair[i].kind) == 0;
        ck_assert_msg(named, "%s", pipeline->kinds[k].code);
    }
    naast_free(pipeline);
}
END_TEST

START_TEST(test_each_kind_is_read_by_whom_the_list_says)
{
    const struct expectation *kind = &fair[_i];
    record_canary(kind, "said", 0);
    expect_for_all(canary_of("said", "text", kind->kind), kind->everybody, kind->speaker, kind->everybody);
    expect_for_all(canary_of("said", "url", kind->kind), kind->url, kind->url, kind->url);
    expect_for_all(canary_of("said", "file", kind->kind), 0, 0, 0);
    expect_for_all(canary_of("said", "how", kind->kind), 0, 0, 0);
    expect_for_all("colleague", 0, kind->needs_person && kind->speaker, 0);
    expect_for_all("sanne", kind->everybody, 1, kind->everybody);
    naast_share *share = share_for(&f, 0);
    ck_assert_int_eq(share->held_back, 0);
    naast_free(share);
}
END_TEST

START_TEST(test_in_confidence_is_read_by_nobody_but_the_speaker)
{
    const struct expectation *kind = &fair[_i];
    record_canary(kind, "secret", 1);
    expect_for_all(canary_of("secret", "text", kind->kind), 0, kind->speaker, 0);
    expect_for_all(canary_of("secret", "url", kind->kind), 0, kind->url, 0);
    naast_share *share = share_for(&f, 0);
    ck_assert_int_eq(share->held_back, kind->everybody); /* what only its speaker reads is not missing here */
    naast_free(share);
    share = share_for(&f, f.sanne);
    ck_assert_int_eq(share->held_back, 0);
    if (kind->speaker)
        ck_assert_int_eq(line_of(share, kind->kind)->in_confidence, 1);
    naast_free(share);
}
END_TEST

START_TEST(test_in_confidence_of_ours_is_read_by_nobody)
{
    naast_item_spec spec = NAAST_ITEM_SPEC_INIT;
    spec.kind = "contribution";
    spec.text = "our secret";
    spec.in_confidence = 1;
    record_spec(&f, &spec);
    expect_for_all("our secret", 0, 0, 0);
}
END_TEST

START_TEST(test_what_is_about_something_in_confidence_is_held_back_with_it)
{
    int32_t need = record_canary(&fair[1], "secret", 1);
    naast_item_spec spec = NAAST_ITEM_SPEC_INIT;
    spec.kind = "why";
    spec.text = "tells of it";
    spec.from = customer(f.karim);
    spec.about = need;
    int32_t why = record_spec(&f, &spec);
    expect_for_all("tells of it", 0, 1, 0);
    expect_ok(&f, naast_item_retract(f.store, f.deal, need, BECAUSE("reason-of-retracting")));
    expect_for_all("tells of it", 0, 1, 0);
    expect_for_all("secret-text-need", 0, 0, 0);
    expect_for_all("reason-of-retracting", 0, 0, 0);
    expect_ok(&f, naast_item_retract(f.store, f.deal, why, BECAUSE("gone")));
    expect_for_all("tells of it", 0, 0, 0);
}
END_TEST

START_TEST(test_an_older_one_does_not_pass_for_a_newest_in_confidence)
{
    record(&f, "price", NULL, "the old price");
    record_canary(&(struct expectation){"price", NULL, 0, 1, 1, 0}, "secret", 1);
    expect_for_all("the old price", 0, 0, 0);
    naast_share *share = share_for(&f, 0);
    ck_assert_ptr_null(line_of(share, "price")); /* nor is it called not spoken of */
    ck_assert_int_eq(line_of(share, "costs")->unspoken, 1);
    naast_free(share);
}
END_TEST

START_TEST(test_what_was_told_in_confidence_changes_nothing_for_others)
{
    int32_t summary = record(&f, "summary", NULL, "as we see it");
    record_from(&f, "need", "x", customer(f.karim));
    expect_ok(&f, confirm(&f, summary, customer(f.karim), NULL));
    record_canary(&fair[1], "secret", 1);
    ck_assert_int_eq(last_word_fresh(&f, summary, NAAST_SIDE_CUSTOMER), 0);
    const naast_id readers[] = {0, f.karim, f.sanne};
    for (int k = 0; k < 3; k++) {
        naast_share *share = share_for(&f, readers[k]);
        const int changed = readers[k] == f.sanne; /* who sees what changed */
        ck_assert_int_eq(line_of(share, "summary")->word, changed ? NAAST_SHARE_WORD_CHANGED : NAAST_SHARE_WORD_AGREED);
        naast_free(share);
    }
}
END_TEST

/* Their word was of what is no longer there: as the gate has it, it holds no more; but not for whom it never told. */
START_TEST(test_what_was_undone_changes_what_they_agreed_to_for_who_could_read_it)
{
    int32_t summary = record(&f, "summary", NULL, "as we see it");
    record_canary(&fair[1], "said-and-undone", 1);
    naast_deal *deal = deal_of(&f, f.deal);
    const naast_undo_spec undo = {.size = sizeof undo, .operation = deal->rev};
    naast_free(deal);
    expect_ok(&f, confirm(&f, summary, customer(f.sanne), NULL));
    expect_ok(&f, confirm(&f, summary, customer(f.karim), NULL));
    naast_undone *undone = NULL;
    expect_ok(&f, naast_operation_undo(f.store, &undo, &undone));
    naast_free(undone);
    ck_assert_int_eq(last_word_fresh(&f, summary, NAAST_SIDE_CUSTOMER), 0);
    const naast_id readers[] = {f.sanne, f.karim, 0};
    for (int k = 0; k < 3; k++) {
        naast_share *share = share_for(&f, readers[k]);
        const int changed = readers[k] == f.sanne;
        ck_assert_int_eq(line_of(share, "summary")->word, changed ? NAAST_SHARE_WORD_CHANGED : NAAST_SHARE_WORD_AGREED);
        naast_free(share);
    }
}
END_TEST

START_TEST(test_our_guess_at_who_decides_is_on_no_page_and_our_wording_of_theirs_neither)
{
    naast_item_spec spec = NAAST_ITEM_SPEC_INIT;
    spec.kind = "authority";
    spec.value = "decides";
    spec.text = "we guess";
    spec.from = us;
    spec.person = f.karim;
    int32_t guess = record_spec(&f, &spec);
    expect_ok(&f, confirm(&f, guess, customer(f.sanne), NULL));
    expect_for_all("we guess", 0, 0, 0);
    int32_t said = record_canary(&(struct expectation){"authority", "signs", 1, 0, 1, 0}, "said", 0);
    expect_for_all("said-text-authority", 0, 1, 0);
    expect_ok(&f, amend_text(&f, said, "as we put it", us));
    expect_for_all("as we put it", 0, 0, 0);
}
END_TEST

START_TEST(test_pulses_of_two_people_are_each_their_own)
{
    record_from(&f, "need", "x", customer(f.karim));
    naast_item_spec spec = NAAST_ITEM_SPEC_INIT;
    spec.kind = "pulse";
    spec.value = "amber";
    spec.text = "pulse of sanne";
    spec.from = customer(f.sanne);
    record_spec(&f, &spec);
    spec.text = "pulse of karim";
    spec.from = customer(f.karim);
    record_spec(&f, &spec);
    expect_for_all("pulse of sanne", 0, 1, 0);
    expect_for_all("pulse of karim", 0, 0, 1);
}
END_TEST

START_TEST(test_nothing_but_the_name_of_deal_and_organisation)
{
    expect_for_all("deal-title", 1, 1, 1);
    expect_for_all("org-name", 1, 1, 1);
    static const char *const never[] = {
        "deal-before", "deal-owner",    "deal-source",        "deal-note",     "deal-external",
        "org-note",    "org-elsewhere", "note-elsewhere",     "colleague",     "stranger",
        "Bo",          "note-on-sanne", "sanne@mail.example", "note-on-karim", "karim@mail.example"};
    for (size_t k = 0; k < sizeof never / sizeof never[0]; k++)
        expect_for_all(never[k], 0, 0, 0);
    naast_share *share = share_for(&f, 0);
    for (size_t k = 0; k < share->count; k++) {
        ck_assert_int_eq(share->items[k].amount.minor, 0);
        ck_assert_int_eq(share->items[k].due, 0);
    }
    naast_free(share);
}
END_TEST

START_TEST(test_diary_waivers_and_moves_are_on_no_page)
{
    naast_task_spec task = NAAST_TASK_SPEC_INIT;
    task.text = "task-text";
    task.deal = f.deal;
    task.owner = "task-owner";
    naast_id id;
    expect_ok(&f, naast_task_add(f.store, &task, &id));
    naast_activity_spec activity = NAAST_ACTIVITY_SPEC_INIT;
    activity.kind = "activity_kind";
    activity.text = "activity-text";
    activity.with = "activity-with";
    activity.how = "activity-how";
    activity.deal = f.deal;
    expect_ok(&f, naast_activity_add(f.store, &activity, &id));
    bring_to(&f, "match");
    expect_ok(&f, naast_deal_move_back(f.store, f.deal, BACK(NULL, "because-back")));
    expect_ok(&f, waive(&f, "basis", "because-waived", "waived-by", 0));
    expect_ok(&f, end_as(&f, "lost", 0)); /* because they need something else */
    static const char *const never[] = {
        "task-text",    "task-owner",     "activity_kind", "activity-text", "activity-with",
        "activity-how", "because-waived", "waived-by",     "because-back",  "they need something else"};
    for (size_t k = 0; k < sizeof never / sizeof never[0]; k++)
        expect_for_all(never[k], 0, 0, 0);
}
END_TEST

START_TEST(test_reasons_of_amending_and_settling_are_on_no_page)
{
    naast_item_spec spec = NAAST_ITEM_SPEC_INIT;
    spec.kind = "promise";
    spec.text = "promised";
    spec.due = 20261120;
    int32_t n = record_spec(&f, &spec);
    naast_amend_spec amend = NAAST_AMEND_SPEC_INIT;
    amend.due = 20261127;
    amend.agreed = customer(f.sanne);
    amend.because = "because-amended";
    amend.how = "how-amended";
    expect_ok(&f, naast_item_amend(f.store, f.deal, n, &amend));
    naast_settle_spec settling = NAAST_SETTLE_SPEC_INIT;
    settling.state = "released";
    settling.by = customer(f.sanne);
    settling.because = "because-settled";
    expect_ok(&f, naast_item_settle(f.store, f.deal, n, &settling));
    expect_for_all("promised", 1, 1, 1);
    expect_for_all("because-amended", 0, 0, 0);
    expect_for_all("how-amended", 0, 0, 0);
    expect_for_all("because-settled", 0, 0, 0);
    naast_share *share = share_for(&f, 0);
    const naast_share_line *line = line_of(share, "promise");
    ck_assert_str_eq(line->state, "released");
    ck_assert_int_eq(line->reagreed, 1);
    ck_assert_int_eq(line->due, 20261127);
    ck_assert_int_eq(line->open_at, NAAST_SIDE_NONE);
    naast_free(share);
}
END_TEST

START_TEST(test_a_stranger_gets_no_page)
{
    naast_share *share = NULL;
    naast_share_spec spec = NAAST_SHARE_SPEC_INIT;
    spec.reader = stranger;
    expect(&f, naast_share_read(f.store, f.deal, &spec, &share), NAAST_INVALID, "share_stranger");
    spec.reader = 99;
    expect(&f, naast_share_read(f.store, f.deal, &spec, &share), NAAST_NOT_FOUND, "person_not_found");
    spec.reader = 0;
    expect(&f, naast_share_read(f.store, 99, &spec, &share), NAAST_NOT_FOUND, "deal_not_found");
    spec.size = 1;
    expect(&f, naast_share_read(f.store, f.deal, &spec, &share), NAAST_INVALID, "spec_size");
    ck_assert_int_eq(naast_share_read(NULL, f.deal, NULL, &share), NAAST_INVALID);
    expect(&f, naast_share_read(f.store, f.deal, NULL, NULL), NAAST_INVALID, "argument_null");
    ck_assert_ptr_null(share);
    naast_share_spec colleagues = NAAST_SHARE_SPEC_INIT;
    colleagues.reader = colleague;
    expect_ok(&f, naast_share_read(f.store, f.deal, &colleagues, &share));
    ck_assert_str_eq(share->reader, "colleague");
    naast_free(share);
    /* Whoever is named by them belongs to it. */
    naast_item_spec item = NAAST_ITEM_SPEC_INIT;
    item.kind = "authority";
    item.value = "decides";
    item.person = stranger;
    record_spec(&f, &item);
    colleagues.reader = stranger;
    expect_ok(&f, naast_share_read(f.store, f.deal, &colleagues, &share));
    naast_free(share);
}
END_TEST

/* ---- what the lines say ---- */

START_TEST(test_whose_turn_it_is)
{
    naast_item_spec spec = NAAST_ITEM_SPEC_INIT;
    spec.kind = "promise";
    spec.text = "ours";
    spec.due = 20261109;
    record_spec(&f, &spec);
    record_from(&f, "condition", "an NDA", customer(f.sanne));
    int32_t summary = record(&f, "summary", NULL, "as we see it");
    naast_share *share = share_for(&f, f.sanne);
    ck_assert_int_eq(line_of(share, "promise")->open_at, NAAST_SIDE_US);
    ck_assert_int_eq(line_of(share, "promise")->late, 1);
    ck_assert_int_eq(line_of(share, "condition")->open_at, NAAST_SIDE_US);
    ck_assert_int_eq(line_of(share, "summary")->open_at, NAAST_SIDE_CUSTOMER);
    ck_assert_int_eq(line_of(share, "summary")->word, NAAST_SHARE_WORD_NONE);
    ck_assert_ptr_null(share->upcoming); /* what is late is not ahead */
    naast_free(share);
    expect_ok(&f, confirm(&f, summary, customer(f.sanne), NULL));
    share = share_for(&f, f.sanne);
    const naast_share_line *line = line_of(share, "summary");
    ck_assert_int_eq(line->open_at, NAAST_SIDE_NONE);
    ck_assert_int_eq(line->word, NAAST_SHARE_WORD_AGREED);
    ck_assert_int_eq(line->word_by_reader, 1);
    ck_assert_int_eq(line->word_on, 20261110);
    naast_free(share);
    /* Another reader is asked too, and sees who agreed. */
    share = share_for(&f, f.karim);
    line = line_of(share, "summary");
    ck_assert_int_eq(line->open_at, NAAST_SIDE_CUSTOMER);
    ck_assert_str_eq(line->word_by, "sanne");
    ck_assert_int_eq(line->word_by_reader, 0);
    naast_free(share);
    record_from(&f, "need", "and another", customer(f.sanne));
    share = share_for(&f, f.sanne);
    ck_assert_int_eq(line_of(share, "summary")->word, NAAST_SHARE_WORD_CHANGED);
    ck_assert_int_eq(line_of(share, "summary")->open_at, NAAST_SIDE_CUSTOMER);
    naast_free(share);
    expect_ok(&f, end_as(&f, "rejected", 0));
    share = share_for(&f, f.sanne);
    ck_assert_int_eq(line_of(share, "summary")->open_at, NAAST_SIDE_NONE);
    ck_assert_int_eq(line_of(share, "promise")->open_at, NAAST_SIDE_US); /* what was promised stays so */
    naast_free(share);
}
END_TEST

START_TEST(test_ours_that_broke_or_came_late_stands_there)
{
    naast_item_spec spec = NAAST_ITEM_SPEC_INIT;
    spec.kind = "promise";
    spec.text = "broke";
    spec.due = 20261101;
    int32_t broke = record_spec(&f, &spec);
    spec.text = "came late";
    int32_t late = record_spec(&f, &spec);
    expect_ok(&f, settle(&f, broke, "broken", us));
    expect_ok(&f, settle(&f, late, "kept", customer(f.sanne)));
    naast_share *share = share_for(&f, 0);
    const naast_share_line *line = line_of(share, "promise");
    ck_assert_str_eq(line[0].text, "broke");
    ck_assert_str_eq(line[0].state, "broken");
    ck_assert_str_eq(line[1].state, "kept");
    ck_assert_int_eq(line[1].late, 1);
    ck_assert_int_eq(line[1].settled_on, 20261110);
    naast_free(share);
}
END_TEST

START_TEST(test_questions_stand_under_their_needs_and_sources_under_risks)
{
    int32_t first = record_from(&f, "need", "first", customer(f.sanne));
    int32_t second = record_from(&f, "need", "second", customer(f.sanne));
    naast_item_spec spec = NAAST_ITEM_SPEC_INIT;
    spec.kind = "why";
    spec.text = "under the second";
    spec.about = second;
    record_spec(&f, &spec);
    spec.text = "under the first";
    spec.about = first;
    record_spec(&f, &spec);
    spec.text = "under none";
    spec.about = 0;
    record_spec(&f, &spec);
    static const char *const wanted[] = {"first", "under the first", "second", "under the second", "under none"};
    static const int beneath[] = {0, 1, 0, 1, 0};
    naast_share *share = share_for(&f, 0);
    const naast_share_line *line = line_of(share, "need");
    for (int k = 0; k < 5; k++) {
        ck_assert_str_eq(line[k].text, wanted[k]);
        ck_assert_int_eq(line[k].beneath, beneath[k]);
    }
    naast_free(share);
    expect_ok(&f, naast_item_retract(f.store, f.deal, second, BECAUSE("x")));
    share = share_for(&f, 0);
    ck_assert_str_eq(line_of(share, "why")[0].text, "under the first");
    ck_assert_str_eq(line_of(share, "why")[1].text, "under the second");
    ck_assert_int_eq(line_of(share, "why")[1].beneath, 0);
    naast_free(share);
}
END_TEST

START_TEST(test_milestones_go_by_day_and_the_first_ahead_is_next)
{
    static const naast_date days[] = {0, 20261220, 20261111, 20261101};
    static const char *const texts[] = {"undated", "third", "second", "first"};
    naast_item_spec spec = NAAST_ITEM_SPEC_INIT;
    spec.kind = "milestone";
    for (int k = 0; k < 4; k++) {
        spec.text = texts[k];
        spec.due = days[k];
        record_spec(&f, &spec);
    }
    naast_share *share = share_for(&f, 0);
    const naast_share_line *line = line_of(share, "milestone");
    ck_assert_str_eq(line[0].text, "first");
    ck_assert_str_eq(line[1].text, "second");
    ck_assert_str_eq(line[2].text, "third");
    ck_assert_str_eq(line[3].text, "undated");
    ck_assert_str_eq(share->upcoming->text, "second");
    naast_free(share);
}
END_TEST

START_TEST(test_what_was_not_spoken_of_is_said_so)
{
    naast_share *share = share_for(&f, 0);
    static const char *const frame[] = {"price", "costs", "timeline", "place", "result", "stakeholder", "reporting"};
    for (size_t k = 0; k < sizeof frame / sizeof frame[0]; k++)
        ck_assert_int_eq(line_of(share, frame[k])->unspoken, 1);
    ck_assert_ptr_null(line_of(share, "price_indication"));
    const naast_share_line *win = line_of(share, "win");
    ck_assert_int_eq(win[0].side, NAAST_SIDE_CUSTOMER);
    ck_assert_int_eq(win[1].side, NAAST_SIDE_US);
    ck_assert_uint_eq(share->sections,
                      (1U << NAAST_SECTION_FURTHER) - 1); /* all but what is further, and to you alone */
    ck_assert_ptr_null(share->upcoming);
    naast_free(share);
    record_from(&f, "win", "less waiting", customer(f.sanne));
    share = share_for(&f, 0);
    win = line_of(share, "win");
    ck_assert_str_eq(win[0].text, "less waiting");
    ck_assert_int_eq(win[1].unspoken, 1);
    ck_assert_int_eq(win[1].side, NAAST_SIDE_US);
    naast_free(share);
}
END_TEST

START_TEST(test_a_none_tells_why)
{
    naast_item_spec spec = NAAST_ITEM_SPEC_INIT;
    spec.kind = "costs";
    spec.none = 1;
    spec.text = "all is included";
    record_spec(&f, &spec);
    naast_share *share = share_for(&f, 0);
    ck_assert_int_eq(line_of(share, "costs")->none, 1);
    ck_assert_str_eq(line_of(share, "costs")->text, "all is included");
    naast_free(share);
}
END_TEST

START_TEST(test_a_no_of_ours_tells_why_and_who_can_help)
{
    naast_end_spec spec = NAAST_END_SPEC_INIT;
    spec.outcome = "declined";
    spec.because = "you need an app";
    spec.refer_root = NAAST_ROOT_ORG;
    spec.refer = elsewhere;
    expect_ok(&f, naast_deal_end(f.store, f.deal, &spec));
    naast_end_spec told = NAAST_END_SPEC_INIT;
    told.outcome = "declined";
    told.informed = f.sanne;
    expect_ok(&f, naast_deal_end(f.store, f.deal, &told));
    naast_share *share = share_for(&f, 0);
    ck_assert_str_eq(share->outcome, "declined");
    ck_assert_str_eq(share->because, "you need an app");
    ck_assert_str_eq(share->refer, "org-elsewhere");
    ck_assert_int_eq(share->ended, 20261110);
    naast_free(share);
}
END_TEST

START_TEST(test_why_we_undid_something_is_not_why_we_said_no)
{
    naast_end_spec spec = NAAST_END_SPEC_INIT;
    naast_undo_spec undo = NAAST_UNDO_SPEC_INIT;
    naast_undone *undone = NULL;
    spec.outcome = "declined";
    spec.because = "you need an app";
    expect_ok(&f, naast_deal_end(f.store, f.deal, &spec));
    expect_ok(&f, naast_deal_reopen(f.store, f.deal, REOPEN("a second thought")));
    undo.because = "between ourselves";
    expect_ok(&f, naast_operation_undo(f.store, &undo, &undone));
    naast_share *share = share_for(&f, 0);
    ck_assert_str_eq(share->outcome, "declined");
    ck_assert_str_eq(share->because, "you need an app");
    naast_free(share);
    naast_free(undone);
}
END_TEST

/* ---- other pipelines ---- */

#define CODES(...) ((const char *const[]){__VA_ARGS__, NULL})
static const naast_kind own_kinds[] = {
    {.code = "wish", .theirs = 1},                                            /* covered: for everybody */
    {.code = "outline", .latest = 1, .covers = CODES("wish")},                /* put to them */
    {.code = "worry", .theirs = 1},                                           /* theirs: whoever said it */
    {.code = "rival"},                                                        /* ours: nobody */
    {.code = "boss", .theirs = 1, .person = 1},                               /* of a person: whoever said it */
    {.code = "vow", .sided = 1, .life = CODES("kept", "broken", "released")}, /* a promise */
    {.code = "paper", .theirs = 1, .owed = NAAST_SIDE_CUSTOMER, .life = CODES("met")}, /* a condition */
    {.code = "mood", .theirs = 1, .sided = 1, .values = CODES("good", "bad")},         /* a pulse */
};
static const naast_check own_checks[] = {{.code = "wish", .rule = NAAST_RULE_SOME, .kinds = CODES("wish")}};
static const naast_stage own_stages[] = {
    {.code = "start", .gate = {.code = "ready", .checks = own_checks, .check_count = 1}},
    {.code = "end", .won = 1},
};
static const naast_pipeline own = {.size = sizeof(naast_pipeline),
                                   .kind_size = sizeof(naast_kind),
                                   .stage_size = sizeof(naast_stage),
                                   .check_size = sizeof(naast_check),
                                   .code = "own",
                                   .kinds = own_kinds,
                                   .kind_count = sizeof own_kinds / sizeof own_kinds[0],
                                   .stages = own_stages,
                                   .stage_count = 2};

START_TEST(test_kinds_of_a_pipeline_of_ones_own_go_by_what_they_are)
{
    static const struct {
        struct expectation kind;
        naast_share_section section;
    } kinds[] = {
        {{"wish", NULL, 0, 1, 1, 0}, NAAST_SECTION_FURTHER},     {{"outline", NULL, 0, 1, 1, 0}, NAAST_SECTION_FURTHER},
        {{"worry", NULL, 0, 0, 1, 0}, NAAST_SECTION_TO_YOU},     {{"rival", NULL, 0, 0, 0, 0}, NAAST_SECTION_TO_YOU},
        {{"boss", NULL, 1, 0, 1, 0}, NAAST_SECTION_TO_YOU},      {{"vow", NULL, 0, 1, 1, 0}, NAAST_SECTION_PROMISES},
        {{"paper", NULL, 0, 1, 1, 0}, NAAST_SECTION_CONDITIONS}, {{"mood", "good", 0, 0, 1, 0}, NAAST_SECTION_TO_YOU},
    };
    naast_deal_spec spec = NAAST_DEAL_SPEC_INIT;
    expect_ok(&f, naast_pipeline_add(f.store, &own, NULL));
    spec.title = "own";
    spec.org = org;
    spec.contact = f.sanne;
    spec.pipeline = "own";
    expect_ok(&f, naast_deal_add(f.store, &spec, &f.deal));
    for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++) {
        const struct expectation *kind = &kinds[k].kind;
        record_canary(kind, "own", 0);
        expect_for_all(canary_of("own", "text", kind->kind), kind->everybody, kind->speaker, kind->everybody);
        naast_share *share = share_for(&f, f.sanne);
        if (kind->speaker)
            ck_assert_int_eq(line_of(share, kind->kind)->section, kinds[k].section);
        naast_free(share);
    }
}
END_TEST

START_TEST(test_bant_and_meddpicc_keep_money_and_rivals_to_whom_they_belong)
{
    static const struct expectation kinds[] = {
        {"budget", NULL, 0, 0, 1, 0},   {"timeline", NULL, 0, 1, 1, 0},  {"metric", NULL, 0, 1, 1, 0},
        {"champion", NULL, 1, 0, 1, 0}, {"test", NULL, 0, 0, 0, 0},      {"competitor", NULL, 0, 0, 0, 0},
        {"answer", NULL, 0, 0, 0, 0},   {"criterion", NULL, 0, 1, 1, 0}, {"proof", NULL, 0, 1, 1, 0},
        {"process", NULL, 0, 0, 1, 0},  {"paper", NULL, 0, 0, 1, 0},
    };
    naast_id bant = fixture_deal(&f, "bant", f.sanne), meddpicc = fixture_deal(&f, "meddpicc", f.sanne);
    for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++) {
        f.deal = k < 2 ? bant : meddpicc;
        record_from(&f, "need", "of both", customer(f.karim));
        record_canary(&kinds[k], "said", 0);
        expect_for_all(canary_of("said", "text", kinds[k].kind), kinds[k].everybody, kinds[k].speaker,
                       kinds[k].everybody);
    }
}
END_TEST

/* ---- the head in the footer ---- */

START_TEST(test_the_head_of_a_page_is_what_confirm_takes)
{
    int32_t need = record_from(&f, "need", "a need", customer(f.sanne));
    int32_t summary = record(&f, "summary", NULL, "as we see it");
    naast_share *share = share_for(&f, f.sanne);
    char seen[NAAST_HEAD_SIZE];
    snprintf(seen, sizeof seen, "%.*s", (int)strcspn(share->head, ":") + 9, share->head);
    naast_free(share);
    naast_confirm_spec spec = NAAST_CONFIRM_SPEC_INIT;
    spec.by = customer(f.sanne);
    spec.seen = seen;
    expect_ok(&f, naast_item_confirm(f.store, f.deal, &spec, NULL));
    ck_assert_int_eq(last_word_fresh(&f, summary, NAAST_SIDE_CUSTOMER), 1);
    /* A change in between: the word is of what stood there. */
    expect_ok(&f, amend_text(&f, need, "another need", customer(f.sanne)));
    expect_ok(&f, naast_item_confirm(f.store, f.deal, &spec, NULL));
    ck_assert_int_eq(last_word_fresh(&f, summary, NAAST_SIDE_CUSTOMER), 0);
}
END_TEST

START_TEST(test_nobody_confirms_what_was_not_on_their_page)
{
    int32_t summary = record(&f, "summary", NULL, "for all");
    int32_t frame = record_canary(&(struct expectation){"frame", NULL, 0, 1, 1, 0}, "secret", 1);
    record_from(&f, "need", "x", customer(f.karim));
    naast_share *share = share_for(&f, f.karim);
    naast_items_touched *touched = NULL;
    naast_confirm_spec spec = NAAST_CONFIRM_SPEC_INIT;
    spec.by = customer(f.karim);
    spec.seen = share->head;
    expect_ok(&f, naast_item_confirm(f.store, f.deal, &spec, &touched));
    ck_assert_uint_eq(touched->count, 1);
    ck_assert_int_eq(touched->items[0], summary);
    naast_free(touched);
    spec.item = frame;
    expect(&f, naast_item_confirm(f.store, f.deal, &spec, NULL), NAAST_NOT_FOUND, "not_on_their_page");
    spec.by = customer(f.sanne); /* who told it */
    expect_ok(&f, naast_item_confirm(f.store, f.deal, &spec, NULL));
    spec.by = us;
    expect_ok(&f, naast_item_confirm(f.store, f.deal, &spec, NULL));
    naast_free(share);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("share");
    TCase *each = tcase_create("each kind"), *page = tcase_create("page");
    tcase_add_checked_fixture(each, setup, teardown);
    tcase_add_checked_fixture(page, setup, teardown);
    tcase_add_loop_test(each, test_each_kind_is_read_by_whom_the_list_says, 0, KINDS);
    tcase_add_loop_test(each, test_in_confidence_is_read_by_nobody_but_the_speaker, 0, KINDS);
    const TTest *const tests[] = {
        test_the_list_names_every_kind_of_fair,
        test_in_confidence_of_ours_is_read_by_nobody,
        test_what_is_about_something_in_confidence_is_held_back_with_it,
        test_an_older_one_does_not_pass_for_a_newest_in_confidence,
        test_what_was_told_in_confidence_changes_nothing_for_others,
        test_what_was_undone_changes_what_they_agreed_to_for_who_could_read_it,
        test_our_guess_at_who_decides_is_on_no_page_and_our_wording_of_theirs_neither,
        test_pulses_of_two_people_are_each_their_own,
        test_nothing_but_the_name_of_deal_and_organisation,
        test_diary_waivers_and_moves_are_on_no_page,
        test_reasons_of_amending_and_settling_are_on_no_page,
        test_a_stranger_gets_no_page,
        test_whose_turn_it_is,
        test_ours_that_broke_or_came_late_stands_there,
        test_questions_stand_under_their_needs_and_sources_under_risks,
        test_milestones_go_by_day_and_the_first_ahead_is_next,
        test_what_was_not_spoken_of_is_said_so,
        test_a_none_tells_why,
        test_a_no_of_ours_tells_why_and_who_can_help,
        test_why_we_undid_something_is_not_why_we_said_no,
        test_kinds_of_a_pipeline_of_ones_own_go_by_what_they_are,
        test_bant_and_meddpicc_keep_money_and_rivals_to_whom_they_belong,
        test_the_head_of_a_page_is_what_confirm_takes,
        test_nobody_confirms_what_was_not_on_their_page,
    };
    for (size_t k = 0; k < sizeof tests / sizeof tests[0]; k++)
        tcase_add_test(page, tests[k]);
    suite_add_tcase(suite, each);
    suite_add_tcase(suite, page);
    return run_suite(suite);
}
