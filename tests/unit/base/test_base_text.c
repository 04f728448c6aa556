/* test_base_text.c: texts from outside: what is let in, what it becomes, and how it is folded. */
#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/env/utf8.h"
#include "base/text/text.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

static struct env env;

static void set_up(void) { ck_assert_int_eq(env_init(&env, NULL), 0); }

static void expect_clean(const char *text, int rules, const char *wanted)
{
    char *out = NULL;
    ck_assert_msg(text_clean(&env, "title", text, 1000, rules, &out) == 0, "\"%s\": %s", text, env.failure.text);
    ck_assert_str_eq(out, wanted);
    mem_free(&env, out);
}

static void expect_fault(const char *text, int rules, const char *code)
{
    char mark = 'x', *out = &mark;
    env_clear_failure(&env);
    ck_assert_int_eq(text_clean(&env, "title", text, 1000, rules, &out), NAAST_INVALID);
    ck_assert_str_eq(env.failure.code, code);
    ck_assert_ptr_eq(out, &mark);
}

static void expect_fold(const char *text, const char *wanted)
{
    char *out = NULL;
    ck_assert_int_eq(text_fold(&env, text, &out), 0);
    ck_assert_str_eq(out, wanted);
    mem_free(&env, out);
}

START_TEST(test_plain_text_is_kept)
{
    expect_clean("Findable policy", TEXT_LINE, "Findable policy");
    expect_clean("", TEXT_LINE, "");
    expect_clean("Beleid vindbaar: €25, 日本語, עברית, 👩🏽‍💻", TEXT_LINE,
                 "Beleid vindbaar: €25, 日本語, עברית, 👩🏽‍💻");
}
END_TEST

START_TEST(test_surrounding_space_is_taken_off)
{
    expect_clean("  a b \t\n", TEXT_LINE, "a b");
    expect_clean("\xC2\xA0\xE3\x80\x80"
                 "a\xE2\x80\x89",
                 TEXT_LINE, "a");
    expect_clean(" \t ", TEXT_LINE, "");
}
END_TEST

START_TEST(test_text_becomes_nfc)
{
    expect_clean("Cafe\xCC\x81", TEXT_LINE, "Caf\xC3\xA9");
    expect_clean("\xE1\x84\x80\xE1\x85\xA1\xE1\x86\xA8", TEXT_LINE, "\xEA\xB0\x81"); /* Hangul letters: one syllable */
    expect_clean("\xE2\x84\xAB", TEXT_LINE, "\xC3\x85");                             /* angstrom sign */
    expect_clean("q\xCC\x87\xCC\xA3", TEXT_LINE, "q\xCC\xA3\xCC\x87");               /* marks in their order */
}
END_TEST

START_TEST(test_invalid_utf8_is_turned_away)
{
    static const char *const bad[] = {
        "\x80",                     /* a continuation alone */
        "a\xC3",                    /* cut short */
        "\xC0\xAF",                 /* overlong / */
        "\xE0\x80\xAF",             /* overlong again */
        "\xF0\x80\x80\xAF",         /* and again */
        "\xED\xA0\x80",             /* a surrogate */
        "\xED\xB0\x80",             /* its other half */
        "\xED\xA0\xBD\xED\xB8\x80", /* a pair of them: CESU-8 */
        "\xF4\x90\x80\x80",         /* above U+10FFFF */
        "\xF8\x88\x80\x80\x80",     /* five bytes */
        "\xFE",
        "\xFF",
        "caf\xE9", /* Latin-1 */
    };
    for (size_t k = 0; k < sizeof bad / sizeof bad[0]; k++)
        expect_fault(bad[k], TEXT_LINES, "text_not_utf8");
}
END_TEST

START_TEST(test_the_place_of_bad_bytes_is_told)
{
    expect_fault("caf\xE9", TEXT_LINE, "text_not_utf8");
    ck_assert_ptr_nonnull(strstr(env.failure.text, "title"));
    ck_assert_ptr_nonnull(strstr(env.failure.text, "byte 4"));
}
END_TEST

START_TEST(test_controls_are_turned_away)
{
    char text[] = "a?b";
    for (char c = 1; c < 0x20; c++) {
        text[1] = c;
        expect_fault(text, TEXT_LINE, "text_control");
        if (c != '\n' && c != '\t')
            expect_fault(text, TEXT_LINES, "text_control");
    }
    expect_fault("a\x7F"
                 "b",
                 TEXT_LINES, "text_control");
    expect_fault("a\xC2\x85"
                 "b",
                 TEXT_LINES, "text_control"); /* NEL, a C1 control */
    expect_fault("a\xC2\x9B"
                 "31m",
                 TEXT_LINES, "text_control"); /* CSI as one character */
    expect_fault("\x1B]0;title\x07", TEXT_LINES, "text_control");
    ck_assert_ptr_nonnull(strstr(env.failure.text, "U+001B"));
}
END_TEST

START_TEST(test_lines_are_allowed_where_asked)
{
    expect_clean("a\r\nb\tc\nd", TEXT_LINES, "a\nb\tc\nd");
    expect_fault("a\rb", TEXT_LINES, "text_control");
    expect_fault("a\r\r\nb", TEXT_LINES, "text_control");
    expect_fault("a\nb", TEXT_LINE, "text_control");
}
END_TEST

/* Escaping these is the command line's affair; in the store they are what was written. */
START_TEST(test_odd_but_valid_text_is_kept)
{
    expect_clean("a\xE2\x80\xAE"
                 "b",
                 TEXT_LINE,
                 "a\xE2\x80\xAE"
                 "b"); /* right-to-left override */
    expect_clean("a\xEF\xBF\xBF"
                 "b",
                 TEXT_LINE,
                 "a\xEF\xBF\xBF"
                 "b"); /* a noncharacter */
    expect_clean("a\xE2\x80\x8B"
                 "b",
                 TEXT_LINE,
                 "a\xE2\x80\x8B"
                 "b");                                               /* zero-width space */
    expect_clean("\xF3\xB0\x80\x80", TEXT_LINE, "\xF3\xB0\x80\x80"); /* private use */
}
END_TEST

START_TEST(test_required_means_something_visible)
{
    expect_fault(NULL, TEXT_REQUIRED, "text_missing");
    expect_fault("", TEXT_REQUIRED, "text_missing");
    expect_fault(" \t\n\xC2\xA0", TEXT_REQUIRED, "text_missing");
    expect_fault("\xE2\x80\x8B\xEF\xBB\xBF", TEXT_REQUIRED,
                 "text_says_nothing"); /* zero-width space and a byte order mark */
}
END_TEST

/* Encodes a character. */
static const char *utf8(utf8proc_int32_t c)
{
    static char text[8];
    utf8proc_ssize_t len = utf8proc_encode_char(c, (utf8proc_uint8_t *)text);
    text[len > 0 ? len : 0] = '\0';
    return text;
}

START_TEST(test_a_letter_or_digit_of_any_script_says_something)
{
    static const char *const texts[] = {
        "a",    "7",         "é",   "ß",   "Ω",   "ж",  "א",      "ع",
        "ܐ",    "ދ",         "अ",   "ক",   "ਕ",   "த",  "ಕ",      "ക",
        "ක",    "ก",         "ກ",   "ཀ",   "က",   "ა",  "한",     "ㄱ",
        "አ",    "Ꭰ",         "ᐊ",   "ᚠ",   "ក",   "ᠠ",  "あ",     "ア",
        "漢",   "々",        "〇",  "ㄅ",  "ꀀ",  "𐎀",  "𒀀",      "𓀀",
        "𠀀",   "ª",         "ʰ",   "ǅ",   "𝔸",   "Ⅳ",  "ↀ",      "〡",
        "½",    "²",         "①",   "٣",   "३",   "๓",  "３",     "𝟘",
        "ａ",   "e\xCC\x81", "… a", "€ 5", "👍1",  "א…", "№ 日本", "\xE2\x80\x8Bx",
        "🇳🇱 b", "(य)",       "'t",  "-3",  "?!7", "ᴬ",
    };
    for (size_t k = 0; k < sizeof texts / sizeof texts[0]; k++) {
        char *out = NULL;
        ck_assert_msg(text_says_something(texts[k]), "\"%s\" says nothing", texts[k]);
        ck_assert_int_eq(text_clean(&env, "t", texts[k], 1000, TEXT_LINES | TEXT_SPEAKS, &out), 0);
        mem_free(&env, out);
        ck_assert_int_eq(text_clean(&env, "t", texts[k], 1000, TEXT_LINE | TEXT_REQUIRED, &out), 0);
        mem_free(&env, out);
    }
}
END_TEST

START_TEST(test_a_text_without_one_says_nothing)
{
    static const char *const texts[] = {"…",
                                        "...",
                                        ".",
                                        "?",
                                        "!?",
                                        "-",
                                        "—",
                                        "_",
                                        "\"\"",
                                        "€",
                                        "$ £ ¥",
                                        "%",
                                        "№",
                                        "©",
                                        "→",
                                        "✓",
                                        "👍",
                                        "🇳🇱",
                                        "👩🏽‍💻",
                                        "。",
                                        "、",
                                        "「」",
                                        "؟",
                                        "।",
                                        "׀",
                                        "™",
                                        "+-=",
                                        "( )",
                                        "~",
                                        "^",
                                        "`",
                                        "´",
                                        "¨",
                                        "⠀",
                                        "☃",
                                        "𝅘𝅥𝅮"};
    /* What does not show, and a mark without its letter: a list of such characters, and the rest of their kind. */
    static const utf8proc_int32_t unseen[] = {
        0x200B, 0x2060, 0xFEFF, 0x00AD, 0x3164, 0x2800, 0x0301, 0x115F, 0x1160,   0xFFA0,  0x034F,  0x061C,
        0x180B, 0x180E, 0x200C, 0x200D, 0x200E, 0x200F, 0x202A, 0x202E, 0x2061,   0x2066,  0x2069,  0x206F,
        0xFE00, 0xFE0F, 0xFFF9, 0xFFFC, 0xFFFD, 0x17B4, 0x17B5, 0x20E3, 0x1D173,  0xE0001, 0xE0041, 0xE0100,
        0x0300, 0x0591, 0x064B, 0x093F, 0x0E31, 0x3099, 0xE000, 0xFFFE, 0x10FFFF, 0xF0000,
    };
    for (size_t k = 0; k < sizeof texts / sizeof texts[0]; k++) {
        expect_fault(texts[k], TEXT_LINES | TEXT_SPEAKS, "text_says_nothing");
        expect_fault(texts[k], TEXT_LINE | TEXT_REQUIRED, "text_says_nothing");
        ck_assert(!text_says_something(texts[k]));
    }
    for (size_t k = 0; k < sizeof unseen / sizeof unseen[0]; k++) {
        char twice[32];
        expect_fault(utf8(unseen[k]), TEXT_LINES | TEXT_SPEAKS, "text_says_nothing");
        expect_fault(utf8(unseen[k]), TEXT_LINE | TEXT_REQUIRED, "text_says_nothing");
        snprintf(twice, sizeof twice, " %s …%s", utf8(unseen[k]), utf8(unseen[k]));
        expect_fault(twice, TEXT_LINES | TEXT_SPEAKS, "text_says_nothing");
    }
}
END_TEST

/* The rule itself, over every character: letters and numbers say something, but for those that show nothing. */
START_TEST(test_what_says_something_is_what_the_tables_call_letters_and_numbers)
{
    int letters = 0;
    for (utf8proc_int32_t c = 0x21; c < 0x110000; c++) {
        if (c >= 0xD800 && c <= 0xDFFF)
            continue;
        const char *category = utf8proc_category_string(c);
        const int filler = c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0;
        const int wanted = (category[0] == 'L' || category[0] == 'N') && !filler;
        letters += wanted;
        ck_assert_msg(text_says_something(utf8(c)) == wanted, "U+%04X (%s)", (unsigned)c, category);
    }
    ck_assert_int_gt(letters, 100000);
}
END_TEST

START_TEST(test_what_may_be_left_empty_may_be_cleared)
{
    char mark, *out = &mark;
    expect_clean("", TEXT_LINES | TEXT_SPEAKS, "");
    expect_clean(" \t\n\xC2\xA0", TEXT_LINES | TEXT_SPEAKS, "");
    ck_assert_int_eq(text_clean(&env, "note", NULL, 10, TEXT_LINES | TEXT_SPEAKS, &out), 0);
    ck_assert_ptr_null(out);
    expect_clean("…", TEXT_LINES, "…");
}
END_TEST

START_TEST(test_what_to_do_about_it_is_told_in_both_languages)
{
    expect_fault("…", TEXT_LINES | TEXT_SPEAKS, "text_says_nothing");
    ck_assert_str_eq(env.failure.text,
                     "title has no letter or digit; write it in words, \"…\" is only the place to fill in");
    env.language = NAAST_LANGUAGE_DUTCH;
    expect_fault("…", TEXT_LINES | TEXT_SPEAKS, "text_says_nothing");
    ck_assert_str_eq(env.failure.text, "title heeft geen letter of cijfer; schrijf het in woorden, \"…\" is alleen de "
                                       "plek om in te vullen");
}
END_TEST

START_TEST(test_null_stays_null)
{
    char mark, *out = &mark;
    ck_assert_int_eq(text_clean(&env, "note", NULL, 10, TEXT_LINES, &out), 0);
    ck_assert_ptr_null(out);
}
END_TEST

START_TEST(test_length_counts_bytes_after_normalising)
{
    char *out = NULL;
    ck_assert_int_eq(text_clean(&env, "t", "  12345  ", 5, 0, &out), 0);
    mem_free(&env, out);
    ck_assert_int_eq(text_clean(&env, "t", "123456", 5, 0, &out), NAAST_INVALID);
    ck_assert_str_eq(env.failure.code, "text_too_long");
    ck_assert_int_eq(text_clean(&env, "t", "e\xCC\x81", 2, 0, &out), 0); /* 3 bytes in, 2 kept */
    mem_free(&env, out);
    ck_assert_int_eq(text_clean(&env, "t", "\xF0\x9D\x85\x9E", 4, 0, &out),
                     NAAST_INVALID); /* NFC makes this one longer */
    ck_assert_int_eq(text_clean(&env, "t", "\xF0\x9D\x85\x9E", 8, 0, &out), 0);
    mem_free(&env, out);
}
END_TEST

/* Marks of many classes, letters they join, Hangul and Tibetan pieces: utf8proc's own normal form must come out. */
START_TEST(test_the_normal_form_is_that_of_the_tables)
{
    static const char *const pieces[] = {
        "\xCC\x81",
        "\xCC\xA3",
        "\xCC\x87",
        "\xCC\xA7",
        "\xCC\xB8",
        "\xCD\x84",
        "\xCD\x85",
        "\xD6\xB0",
        "\xD9\x8B",
        "\xE0\xBD\xB3",
        "\xE0\xBE\x81",
        "\xE3\x82\x99",
        "\xE1\x84\x80",
        "\xE1\x85\xA1",
        "\xE1\x86\xA8",
        "a",
        "e",
        "o",
        "\xC3\xA9",
        "\xC7\x96",
        "\xE1\xBA\xA5",
        "\xEA\xB0\x80",
        "\xF0\x9D\x85\xA0",
        "\xE2\x84\xAB",
        "\xEF\xAC\x9D",
    };
    unsigned seed = 1;
    for (int turn = 0; turn < 2000; turn++) {
        char text[1024] = "x", *out = NULL;
        size_t len = 1, count = turn % 3 == 0 ? 200 : 12;
        for (size_t k = 0; k < count; k++) {
            seed = seed * 1103515245u + 12345u;
            size_t range = turn % 2 ? sizeof pieces / sizeof pieces[0] : 12; /* long runs of marks alone, too */
            const char *piece = pieces[(seed >> 16) % range];
            memcpy(text + len, piece, strlen(piece));
            len += strlen(piece);
        }
        text[len] = '\0';
        char *wanted = (char *)utf8proc_NFC((const utf8proc_uint8_t *)text);
        ck_assert_int_eq(text_clean(&env, "t", text, 4000, TEXT_LINE, &out), 0);
        ck_assert_str_eq(out, wanted);
        mem_free(&env, out);
        free(wanted);
    }
}
END_TEST

/* Sorting these marks with the square of their number would take more than the time a test has. */
START_TEST(test_a_long_run_of_marks_takes_no_longer)
{
    enum { MARKS = 98000 };
    char *text = malloc(2 * MARKS + 2), *out = NULL;
    text[0] = 'a';
    for (size_t k = 0; k < MARKS; k++)
        memcpy(text + 1 + 2 * k, k < MARKS / 2 ? "\xCC\x81" : "\xCC\xA3", 2);
    text[1 + 2 * MARKS] = '\0';
    ck_assert_int_eq(text_clean(&env, "note", text, 2 * MARKS + 1, TEXT_LINES, &out), 0);
    ck_assert_int_eq(strncmp(out, "\xE1\xBA\xA1\xCC\xA3", 5),
                     0); /* the marks below come first, and one joins its letter */
    mem_free(&env, out);
    free(text);
}
END_TEST

START_TEST(test_ten_thousand_characters_fit)
{
    size_t len = 10000 * 3;
    char *text = malloc(len + 1), *out = NULL;
    for (size_t at = 0; at < len; at += 3)
        memcpy(text + at, "\xE2\x82\xAC", 3);
    text[len] = '\0';
    ck_assert_int_eq(text_clean(&env, "text", text, 100000, TEXT_LINES, &out), 0);
    ck_assert_str_eq(out, text);
    mem_free(&env, out);
    free(text);
}
END_TEST

START_TEST(test_folding_drops_case_and_accents)
{
    expect_fold("Caf\xC3\xA9  de Wit", "cafe de wit");
    expect_fold("\xC4\xB0stanbul \xC4\xB1", "istanbul i");
    expect_fold("STRASSE", "strasse");
    expect_fold("Stra\xC3\x9F"
                "e",
                "strasse");
    expect_fold("S\xC3\xB8rensen \xC5\x81\xC3\xB3"
                "d\xC5\xBA",
                "sorensen lodz");
    expect_fold("\xCE\xA3\xCE\xAF\xCF\x83\xCF\x85\xCF\x86\xCE\xBF\xCF\x82",
                "\xCF\x83\xCE\xB9\xCF\x83\xCF\x85\xCF\x86\xCE\xBF\xCF\x83"); /* both sigmas */
    expect_fold("\xEF\xBC\xA1\xEF\xBD\x82\xEF\xBC\x91", "ab1");              /* full width */
    expect_fold("o\xEF\xAC\x83"
                "ce",
                "office"); /* a ligature */
}
END_TEST

START_TEST(test_folding_joins_white_space)
{
    expect_fold("  a \t\n b  ", "a b");
    expect_fold("a\xC2\xA0\xE3\x80\x80"
                "b\xE2\x80\x8B"
                "c",
                "a bc"); /* no-break, ideographic; zero width goes */
    expect_fold("soft\xC2\xADhyphen", "softhyphen");
    expect_fold("", "");
}
END_TEST

START_TEST(test_folding_keeps_vowel_signs_and_voicing)
{
    expect_fold("\xE0\xA4\x95\xE0\xA5\x80", "\xE0\xA4\x95\xE0\xA5\x80"); /* Devanagari "kii" is not "ka" */
    expect_fold("\xE3\x81\x8C", "\xE3\x81\x8C");                         /* Japanese "ga" is not "ka" */
    expect_fold("\xED\x95\x9C\xEA\xB5\xAD", "\xED\x95\x9C\xEA\xB5\xAD"); /* Hangul stays composed */
}
END_TEST

START_TEST(test_folding_twice_changes_nothing)
{
    for (unsigned c = 0x20; c < 0x30000; c++) {
        char text[8] = {0}, *once = NULL, *twice = NULL;
        if (c >= 0xD800 && c <= 0xDFFF)
            continue;
        if (c < 0x80) {
            text[0] = (char)c;
        } else if (c < 0x800) {
            text[0] = (char)(0xC0 | c >> 6), text[1] = (char)(0x80 | (c & 63));
        } else if (c < 0x10000) {
            text[0] = (char)(0xE0 | c >> 12), text[1] = (char)(0x80 | (c >> 6 & 63)), text[2] = (char)(0x80 | (c & 63));
        } else {
            text[0] = (char)(0xF0 | c >> 18), text[1] = (char)(0x80 | (c >> 12 & 63));
            text[2] = (char)(0x80 | (c >> 6 & 63)), text[3] = (char)(0x80 | (c & 63));
        }
        ck_assert_int_eq(text_fold(&env, text, &once), 0);
        ck_assert_int_eq(text_fold(&env, once, &twice), 0);
        ck_assert_msg(strcmp(once, twice) == 0, "U+%04X: \"%s\" then \"%s\"", c, once, twice);
        mem_free(&env, once);
        mem_free(&env, twice);
    }
}
END_TEST

START_TEST(test_codes)
{
    ck_assert(text_is_code("needs_understood"));
    ck_assert(text_is_code("a1"));
    ck_assert(text_is_code("abcdefghijabcdefghijabcdefghijabcdefghij"));
    ck_assert(!text_is_code("abcdefghijabcdefghijabcdefghijabcdefghijk"));
    ck_assert(!text_is_code(""));
    ck_assert(!text_is_code(NULL));
    ck_assert(!text_is_code("1a"));
    ck_assert(!text_is_code("_a"));
    ck_assert(!text_is_code("Match"));
    ck_assert(!text_is_code("a-b"));
    ck_assert(!text_is_code("caf\xC3\xA9"));
}
END_TEST

START_TEST(test_fit_ends_at_the_edge_of_a_character)
{
    ck_assert_uint_eq(utf8_fit("abc", 2), 2);
    ck_assert_uint_eq(utf8_fit("abc", 3), 3);
    ck_assert_uint_eq(utf8_fit("abc", 9), 3);
    ck_assert_uint_eq(utf8_fit("a\xE2\x82\xAC"
                               "b",
                               3),
                      1);
    ck_assert_uint_eq(utf8_fit("a\xE2\x82\xAC"
                               "b",
                               4),
                      4);
    ck_assert_uint_eq(utf8_fit("\xF0\x9F\x91\xA9", 3), 0);
    ck_assert_uint_eq(utf8_fit("abc", 0), 0);
}
END_TEST

START_TEST(test_null_and_empty_are_equal)
{
    ck_assert(text_equal(NULL, ""));
    ck_assert(text_equal("a", "a"));
    ck_assert(!text_equal("a", NULL));
    ck_assert(!text_equal("a", "b"));
}
END_TEST

/* Counts down; at 0 there is no memory. Counts what is held, so that a leak shows. */
struct tight {
    int left;
    int held;
};

static void *tight_resize(void *context, void *ptr, size_t size)
{
    struct tight *tight = context;
    if (size == 0) {
        free(ptr);
        tight->held--;
        return NULL;
    }
    if (tight->left-- <= 0)
        return NULL;
    tight->held += ptr == NULL;
    return realloc(ptr, size);
}

START_TEST(test_every_allocation_can_fail)
{
    struct tight tight = {0, 0};
    naast_options options = NAAST_OPTIONS_INIT;
    int status = NAAST_NO_MEMORY, tries = 0;
    options.allocator = (naast_allocator){tight_resize, &tight};
    ck_assert_int_eq(env_init(&env, &options), 0);
    for (; status == NAAST_NO_MEMORY; tries++) {
        char *clean = NULL, *folded = NULL;
        tight.left = tries;
        status = text_clean(&env, "name", "Cafe\xCC\x81", 100, 0, &clean);
        if (status == 0)
            status = text_fold(&env, clean, &folded);
        if (status == 0)
            ck_assert_str_eq(folded, "cafe");
        mem_free(&env, folded);
        mem_free(&env, clean);
        ck_assert_int_eq(tight.held, 0);
    }
    ck_assert_int_eq(status, 0);
    ck_assert_int_eq(tries, 4); /* a copy, its normal form, its folded form; then enough */
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("base text");
    TCase *tests = tcase_create("text");
    tcase_add_checked_fixture(tests, set_up, NULL);
    tcase_add_test(tests, test_plain_text_is_kept);
    tcase_add_test(tests, test_surrounding_space_is_taken_off);
    tcase_add_test(tests, test_text_becomes_nfc);
    tcase_add_test(tests, test_invalid_utf8_is_turned_away);
    tcase_add_test(tests, test_the_place_of_bad_bytes_is_told);
    tcase_add_test(tests, test_controls_are_turned_away);
    tcase_add_test(tests, test_lines_are_allowed_where_asked);
    tcase_add_test(tests, test_odd_but_valid_text_is_kept);
    tcase_add_test(tests, test_required_means_something_visible);
    tcase_add_test(tests, test_a_letter_or_digit_of_any_script_says_something);
    tcase_add_test(tests, test_a_text_without_one_says_nothing);
    tcase_add_test(tests, test_what_says_something_is_what_the_tables_call_letters_and_numbers);
    tcase_add_test(tests, test_what_may_be_left_empty_may_be_cleared);
    tcase_add_test(tests, test_what_to_do_about_it_is_told_in_both_languages);
    tcase_add_test(tests, test_null_stays_null);
    tcase_add_test(tests, test_length_counts_bytes_after_normalising);
    tcase_add_test(tests, test_the_normal_form_is_that_of_the_tables);
    tcase_add_test(tests, test_a_long_run_of_marks_takes_no_longer);
    tcase_add_test(tests, test_ten_thousand_characters_fit);
    tcase_add_test(tests, test_folding_drops_case_and_accents);
    tcase_add_test(tests, test_folding_joins_white_space);
    tcase_add_test(tests, test_folding_keeps_vowel_signs_and_voicing);
    tcase_add_test(tests, test_folding_twice_changes_nothing);
    tcase_add_test(tests, test_codes);
    tcase_add_test(tests, test_fit_ends_at_the_edge_of_a_character);
    tcase_add_test(tests, test_null_and_empty_are_equal);
    tcase_add_test(tests, test_every_allocation_can_fail);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
