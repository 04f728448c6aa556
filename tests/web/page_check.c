/*
 * page_check.c: opens pages in a browser and tells, in TAP, what is wrong with them: one test for each page and check.
 *
 *   page_check [--save FOLDER] [--controls FOLDER] PAGE.html...
 *
 * A page NAME.en.html or NAME.nl.html must be in that language. What stands in NAME.en.texts beside it must be on it, a
 * text on each line. --save: screenshots and a PDF of each go there. --controls: pages that are wrong, each named for
 * the check that must say so (contrast.picture.html); every check must have one, and right.html nothing to be said.
 */
#include "browser.h"

#include <dirent.h>
#include <nettle/base64.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATH_ROOM = 4096, MOST_STOPS = 200, TEXT_ROOM = 1000, MOST_CONTROLS = 200 };

static const char *const checks[] = {"console", "requests", "policy", "lang",     "headings", "landmarks", "structure",
                                     "named",   "tables",   "texts",  "contrast", "overflow", "keyboard",  "paper"};
enum { CHECKS = sizeof checks / sizeof checks[0] };

/* The ways a page is looked at. */
static const struct view {
    const char *name;
    int width, height;
    bool dark, phone, paper;
} views[] = {
    {"phone", 390, 844, false, true, false},     {"phone-dark", 390, 844, true, true, false},
    {"desktop", 1280, 900, false, false, false}, {"desktop-dark", 1280, 900, true, false, false},
    {"paper", 688, 1000, false, false, true},
};
enum { VIEWS = sizeof views / sizeof views[0], WIDE_PAPER = 1016 };

struct checking {
    struct browser *browser;
    char *look; /* the program that runs in the page */
    const char *save;
    int done, wrong;
};

/* ---- telling -------------------------------------------------------------------------------------------------- */

static void tell(struct checking *checking, bool right, const char *page, const char *what)
{
    checking->done++;
    checking->wrong += !right;
    printf("%s %d - %s: %s\n", right ? "ok" : "not ok", checking->done, page, what);
}

/* Whether a check said something; with `print`, what. */
static bool is_found(const json_t *findings, const char *check, bool print)
{
    size_t at, told = 0;
    const json_t *finding;
    json_array_foreach(findings, at, finding)
    {
        if (strcmp(json_string_value(json_array_get(finding, 0)), check) != 0)
            continue;
        if (print && told++ < 8)
            printf("#   %s\n", json_string_value(json_array_get(finding, 1)));
    }
    for (at = 0; at < json_array_size(findings); at++) {
        if (strcmp(json_string_value(json_array_get(json_array_get(findings, at), 0)), check) == 0)
            return true;
    }
    return false;
}

static const char *name_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

/* ---- files ---------------------------------------------------------------------------------------------------- */

/* The whole file as text, the caller's; NULL: it is not there. */
static char *read_file(const char *path)
{
    FILE *file = fopen(path, "r");
    if (file == NULL)
        return NULL;
    size_t length = 0, room = 1 << 16;
    char *text = malloc(room);
    while (text != NULL) {
        length += fread(text + length, 1, room - 1 - length, file);
        if (length < room - 1)
            break;
        char *larger = realloc(text, room *= 2);
        if (larger == NULL)
            free(text);
        text = larger;
    }
    fclose(file);
    if (text != NULL)
        text[length] = '\0';
    return text;
}

/* The name of a page without .html. */
static void stem_of(const char *path, char stem[PATH_ROOM])
{
    snprintf(stem, PATH_ROOM, "%s", path);
    char *dot = strrchr(stem, '.');
    if (dot != NULL && strcmp(dot, ".html") == 0)
        *dot = '\0';
}

static json_t *wanted_texts(const char *stem)
{
    char path[PATH_ROOM + 8];
    snprintf(path, sizeof path, "%s.texts", stem);
    char *all = read_file(path), *rest = all;
    json_t *texts = json_array();
    for (char *line = strsep(&rest, "\n"); line != NULL; line = strsep(&rest, "\n")) {
        if (line[0] != '\0')
            json_array_append_new(texts, json_string(line));
    }
    free(all);
    return texts;
}

/* Writes what the browser gave, in base64, to FOLDER/PAGE.VIEW.png. */
static bool save(const struct checking *checking, const char *page, const char *view, const char *type,
                 const json_t *data)
{
    char path[2 * PATH_ROOM], stem[PATH_ROOM];
    const char *text = json_string_value(data);
    struct base64_decode_ctx decoding;
    base64_decode_init(&decoding);
    size_t length = text == NULL ? 0 : BASE64_DECODE_LENGTH(strlen(text));
    uint8_t *bytes = malloc(length + 1);
    stem_of(name_of(page), stem);
    snprintf(path, sizeof path, "%s/%s.%s.%s", checking->save, stem, view, type);
    bool right = text != NULL && bytes != NULL && base64_decode_update(&decoding, &length, bytes, strlen(text), text);
    FILE *file = right ? fopen(path, "w") : NULL;
    right = file != NULL && fwrite(bytes, 1, length, file) == length;
    right = (file == NULL || fclose(file) == 0) && right;
    free(bytes);
    return right;
}

/* ---- looking -------------------------------------------------------------------------------------------------- */

static int width_of(const struct view *view, bool wide) { return view->paper && wide ? WIDE_PAPER : view->width; }

static bool set_view(struct browser *browser, const struct view *view, int width)
{
    return browser_do(browser, "Emulation.setDeviceMetricsOverride",
                      json_pack("{s:i, s:i, s:f, s:b}", "width", width, "height", view->height, "deviceScaleFactor",
                                view->phone ? 2.0 : 1.0, "mobile", view->phone)) &&
           browser_do(browser, "Emulation.setEmulatedMedia",
                      json_pack("{s:s, s:[{s:s, s:s}]}", "media", view->paper ? "print" : "screen", "features", "name",
                                "prefers-color-scheme", "value", view->dark ? "dark" : "light"));
}

static bool take_picture(const struct checking *checking, const char *page, const struct view *view)
{
    const char *method = view->paper ? "Page.printToPDF" : "Page.captureScreenshot";
    json_t *params = view->paper ? json_pack("{s:b}", "preferCSSPageSize", 1)
                                 : json_pack("{s:s, s:b}", "format", "png", "captureBeyondViewport", 1);
    json_t *result = browser_call(checking->browser, method, params);
    bool right = save(checking, page, view->name, view->paper ? "pdf" : "png", json_object_get(result, "data"));
    json_decref(result);
    return right;
}

static bool evaluate_look(const struct checking *checking, const json_t *asked, json_t *findings, const char *view)
{
    char *arguments = json_dumps(asked, JSON_COMPACT), *expression = NULL;
    json_t *found = NULL;
    if (arguments != NULL && asprintf(&expression, "%s(%s)", checking->look, arguments) > 0)
        found = browser_evaluate(checking->browser, expression);
    free(expression);
    free(arguments);
    for (size_t i = 0; i < json_array_size(found); i++) {
        const json_t *finding = json_array_get(found, i);
        char what[TEXT_ROOM];
        snprintf(what, sizeof what, "%s: %s", view, json_string_value(json_array_get(finding, 1)));
        json_array_append_new(findings, json_pack("[O, s]", json_array_get(finding, 0), what));
    }
    json_decref(found);
    return found != NULL;
}

/* One after the other with the tab key: each that can be used, in the page's order, and each shows that it is there. */
static bool press_tabs(const struct checking *checking, json_t *findings)
{
    static const char list[] =
        "window.stops = Array.from(document.querySelectorAll('a[href], button, input, select, textarea, summary, "
        "[tabindex]')).filter(n => n.tabIndex >= 0 && n.checkVisibility()); document.activeElement.blur(); "
        "stops.length";
    static const char where[] =
        "(() => { const n = document.activeElement, s = getComputedStyle(n), b = n.getBoundingClientRect(); return "
        "[stops.indexOf(n), s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 1 && b.right > 0 && b.bottom > "
        "0 "
        "&& b.width > 0, n.outerHTML.slice(0, 80)]; })()";
    json_t *count = browser_evaluate(checking->browser, list);
    bool right = count != NULL;
    for (int stop = 0; right && stop < json_integer_value(count) && stop < MOST_STOPS; stop++) {
        right = browser_do(checking->browser, "Input.dispatchKeyEvent",
                           json_pack("{s:s, s:s, s:i}", "type", "keyDown", "key", "Tab", "windowsVirtualKeyCode", 9));
        json_t *at = right ? browser_evaluate(checking->browser, where) : NULL;
        right = at != NULL;
        if (right && json_integer_value(json_array_get(at, 0)) != stop)
            json_array_append_new(findings, json_pack("[s, O]", "keyboard", json_array_get(at, 2)));
        else if (right && !json_is_true(json_array_get(at, 1)))
            json_array_append_new(findings, json_pack("[s, O]", "keyboard", json_array_get(at, 2)));
        json_decref(at);
    }
    json_decref(count);
    return right;
}

static bool look_at(const struct checking *checking, const char *page, json_t *findings)
{
    char stem[PATH_ROOM];
    stem_of(page, stem);
    const char *dot = strrchr(name_of(stem), '.');
    bool known = dot != NULL && (strcmp(dot, ".en") == 0 || strcmp(dot, ".nl") == 0);
    if (!browser_open(checking->browser, page))
        return false;
    json_t *wide = browser_evaluate(checking->browser, "document.body.classList.contains('wide')");
    json_t *texts = wanted_texts(stem);
    bool right = wide != NULL;
    for (size_t i = 0; i < VIEWS && right; i++) {
        int width = width_of(&views[i], json_is_true(wide));
        json_t *asked = json_pack("{s:O, s:s?, s:i, s:b}", "texts", texts, "lang", known ? dot + 1 : NULL, "width",
                                  width, "paper", views[i].paper);
        right =
            set_view(checking->browser, &views[i], width) && evaluate_look(checking, asked, findings, views[i].name);
        if (right && checking->save != NULL)
            right = take_picture(checking, page, &views[i]);
        json_decref(asked);
    }
    if (right)
        right = set_view(checking->browser, &views[0], views[0].width) && press_tabs(checking, findings);
    json_array_extend(findings, browser_happened(checking->browser));
    browser_close(checking->browser);
    json_decref(wide);
    json_decref(texts);
    return right;
}

/* What was found, or NULL after telling that the browser could not. */
static json_t *findings_of(struct checking *checking, const char *page)
{
    json_t *findings = json_array();
    if (look_at(checking, page, findings))
        return findings;
    tell(checking, false, name_of(page), "the browser opens it");
    printf("#   %s\n", browser_trouble(checking->browser));
    json_decref(findings);
    return NULL;
}

static void check_page(struct checking *checking, const char *page)
{
    json_t *findings = findings_of(checking, page);
    for (size_t i = 0; i < CHECKS && findings != NULL; i++) {
        tell(checking, !is_found(findings, checks[i], false), name_of(page), checks[i]);
        is_found(findings, checks[i], true);
    }
    json_decref(findings);
}

/* ---- controls ------------------------------------------------------------------------------------------------- */

static int is_page(const struct dirent *entry)
{
    size_t length = strlen(entry->d_name);
    return length > 5 && strcmp(entry->d_name + length - 5, ".html") == 0;
}

/* The check for which a control is named, or CHECKS. */
static size_t check_named(const char *name)
{
    size_t length = strcspn(name, "."), at = 0;
    while (at < CHECKS && (strlen(checks[at]) != length || strncmp(checks[at], name, length) != 0))
        at++;
    return at;
}

static void check_control(struct checking *checking, const char *page, bool seen[CHECKS])
{
    const char *name = name_of(page);
    size_t check = check_named(name);
    if (check == CHECKS) {
        check_page(checking, page);
        return;
    }
    json_t *findings = findings_of(checking, page);
    if (findings == NULL)
        return;
    seen[check] = true;
    tell(checking, is_found(findings, checks[check], false), name, "control: what is wrong with it is found");
    json_decref(findings);
}

static void check_controls(struct checking *checking, const char *folder)
{
    struct dirent **entries;
    bool seen[CHECKS] = {false};
    int count = scandir(folder, &entries, is_page, alphasort);
    for (int i = 0; i < count; i++) {
        char path[PATH_ROOM];
        snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name);
        check_control(checking, path, seen);
        free(entries[i]);
    }
    if (count >= 0)
        free(entries);
    for (size_t i = 0; i < CHECKS; i++)
        tell(checking, seen[i], checks[i], "has a control");
}

/* ---- from the command line ------------------------------------------------------------------------------------ */

static bool begin(struct checking *checking)
{
    char path[PATH_ROOM];
    const char *source = getenv("NAAST_SOURCE");
    snprintf(path, sizeof path, "%s/tests/web/look.js", source == NULL ? "." : source);
    checking->look = read_file(path);
    if (checking->look == NULL)
        fprintf(stderr, "Cannot read %s\n", path);
    else
        checking->browser = browser_start();
    /* What the program is must end the expression. */
    for (size_t end = checking->look == NULL ? 0 : strlen(checking->look); end > 0 && checking->look[end - 1] == '\n';
         end--)
        checking->look[end - 1] = '\0';
    return checking->browser != NULL;
}

int main(int argc, char **argv)
{
    struct checking checking = {0};
    const char *controls = NULL;
    int at = 1;
    for (; at + 1 < argc && strncmp(argv[at], "--", 2) == 0; at += 2) {
        if (strcmp(argv[at], "--save") == 0)
            checking.save = argv[at + 1];
        else if (strcmp(argv[at], "--controls") == 0)
            controls = argv[at + 1];
    }
    if (begin(&checking)) {
        if (controls != NULL)
            check_controls(&checking, controls);
        for (; at < argc; at++)
            check_page(&checking, argv[at]);
    } else {
        tell(&checking, false, "browser", "Chromium starts");
    }
    printf("1..%d\n", checking.done);
    browser_stop(checking.browser);
    free(checking.look);
    return checking.wrong != 0;
}
