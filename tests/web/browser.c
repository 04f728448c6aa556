/* browser.c: Chromium's pipe: commands go in on its descriptor 3 and answers come out on its 4, each ends in a NUL. */
#include "browser.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PATIENCE_MS = 60000, PARTING_MS = 5000, READ_SIZE = 1 << 16, PATH_ROOM = 4096 };

struct browser {
    pid_t pid;
    int to, from;
    char *inbox; /* what came and is not a whole answer yet */
    size_t held, room;
    json_int_t last_id;
    char target[80], session[80];
    char url[PATH_ROOM + 8]; /* of the page that is open */
    bool loaded;
    json_t *happened;
    char trouble[400];
    char profile[PATH_ROOM], said[PATH_ROOM + 16]; /* its folder, and the file that its stderr goes to */
};

const char *browser_trouble(const struct browser *browser) { return browser->trouble; }
json_t *browser_happened(const struct browser *browser) { return browser->happened; }

/* ---- starting and stopping ---------------------------------------------------------------------------------- */

static char flags[][48] = {
    "--headless=new",
    "--remote-debugging-pipe",
    "--no-sandbox", /* it runs as root, too, and sees only our own pages */
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-sync",
    "--disable-crash-reporter",
    "--disable-breakpad",
    "--password-store=basic",
    "--hide-scrollbars",
    "--force-color-profile=srgb",
    "--font-render-hinting=none",
    "--host-resolver-rules=MAP * ~NOTFOUND", /* nothing leaves this machine, whatever a page asks for */
};

/* In the child: becomes the browser, or ends. */
static void become_browser(const struct browser *browser, int commands, int answers)
{
    enum { FLAGS = sizeof flags / sizeof flags[0] };
    char usual[] = "chromium", first[] = "about:blank";
    char *program = getenv("BROWSER") == NULL ? usual : getenv("BROWSER");
    char *arguments[FLAGS + 4] = {program};
    char profile[PATH_ROOM + 32];
    for (size_t i = 0; i < FLAGS; i++)
        arguments[i + 1] = flags[i];
    snprintf(profile, sizeof profile, "--user-data-dir=%s", browser->profile);
    arguments[FLAGS + 1] = profile;
    arguments[FLAGS + 2] = first;
    setpgid(0, 0);
    int said = open(browser->said, O_WRONLY | O_CREAT | O_TRUNC, 0600), nothing = open("/dev/null", O_RDWR);
    /* Both ends first to numbers that no end has, so that neither is written over. */
    commands = fcntl(commands, F_DUPFD, 10);
    answers = fcntl(answers, F_DUPFD, 10);
    if (said < 0 || nothing < 0 || commands < 0 || answers < 0)
        _exit(126);
    dup2(nothing, STDIN_FILENO);
    dup2(nothing, STDOUT_FILENO);
    dup2(said, STDERR_FILENO);
    dup2(commands, 3);
    dup2(answers, 4);
    execvp(program, arguments);
    fprintf(stderr, "cannot start %s: %s\n", program, strerror(errno));
    _exit(127);
}

static bool spawn(struct browser *browser)
{
    int commands[2], answers[2];
    if (pipe2(commands, O_CLOEXEC) != 0)
        return false;
    if (pipe2(answers, O_CLOEXEC) != 0) {
        close(commands[0]);
        close(commands[1]);
        return false;
    }
    browser->pid = fork();
    if (browser->pid == 0)
        become_browser(browser, commands[0], answers[1]);
    close(commands[0]);
    close(answers[1]);
    browser->to = commands[1];
    browser->from = answers[0];
    return browser->pid > 0;
}

static void tell_what_it_said(const struct browser *browser)
{
    char line[400];
    FILE *said = fopen(browser->said, "r");
    fprintf(stderr, "The browser did not start: %s\n", browser->trouble);
    while (said != NULL && fgets(line, sizeof line, said) != NULL)
        fprintf(stderr, "  %s", line);
    if (said != NULL)
        fclose(said);
}

struct browser *browser_start(void)
{
    const char *folder = getenv("TMPDIR") == NULL ? "/tmp" : getenv("TMPDIR");
    struct browser *browser = calloc(1, sizeof *browser);
    if (browser == NULL)
        return NULL;
    signal(SIGPIPE, SIG_IGN);
    browser->to = browser->from = -1;
    snprintf(browser->profile, sizeof browser->profile, "%s/naast-browser.XXXXXX", folder);
    if (mkdtemp(browser->profile) == NULL) {
        fprintf(stderr, "Cannot make a folder in %s: %s\n", folder, strerror(errno));
        free(browser);
        return NULL;
    }
    snprintf(browser->said, sizeof browser->said, "%s/stderr", browser->profile);
    if (spawn(browser) && browser_do(browser, "Browser.getVersion", NULL))
        return browser;
    tell_what_it_said(browser);
    browser_stop(browser);
    return NULL;
}

static bool ended_within(pid_t pid, int milliseconds)
{
    for (int waited = 0; waited < milliseconds; waited += 20) {
        if (waitpid(pid, NULL, WNOHANG) != 0)
            return true;
        nanosleep(&(struct timespec){.tv_nsec = 20000000}, NULL);
    }
    return false;
}

static void remove_folder(const char *path)
{
    pid_t pid = fork();
    if (pid == 0) {
        execlp("rm", "rm", "-rf", "--", path, (char *)NULL);
        _exit(127);
    }
    if (pid > 0)
        waitpid(pid, NULL, 0);
}

/* Asked to close first; what does not is killed, with every process that it started. */
void browser_stop(struct browser *browser)
{
    if (browser == NULL)
        return;
    browser->session[0] = '\0';
    if (browser->to >= 0 && browser->trouble[0] == '\0')
        browser_do(browser, "Browser.close", NULL);
    if (browser->to >= 0)
        close(browser->to);
    if (browser->from >= 0)
        close(browser->from);
    if (browser->pid > 0 && !ended_within(browser->pid, PARTING_MS)) {
        kill(-browser->pid, SIGKILL);
        waitpid(browser->pid, NULL, 0);
    }
    remove_folder(browser->profile);
    json_decref(browser->happened);
    free(browser->inbox);
    free(browser);
}

/* ---- speaking ------------------------------------------------------------------------------------------------- */

static void trouble(struct browser *browser, const char *what, const char *more)
{
    snprintf(browser->trouble, sizeof browser->trouble, "%s%s%s", what, more[0] == '\0' ? "" : ": ", more);
}

static bool send_all(struct browser *browser, const char *bytes, size_t count)
{
    while (count > 0) {
        ssize_t sent = write(browser->to, bytes, count);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent <= 0)
            return false;
        bytes += sent;
        count -= (size_t)sent;
    }
    return true;
}

/* Sends a command; its number, or 0. */
static json_int_t send_command(struct browser *browser, const char *method, json_t *params)
{
    json_t *command = json_pack("{s:I, s:s, s:o}", "id", browser->last_id + 1, "method", method, "params",
                                params == NULL ? json_object() : params);
    if (command != NULL && browser->session[0] != '\0')
        json_object_set_new(command, "sessionId", json_string(browser->session));
    char *text = command == NULL ? NULL : json_dumps(command, JSON_COMPACT);
    bool sent = text != NULL && send_all(browser, text, strlen(text) + 1);
    free(text);
    json_decref(command);
    if (!sent)
        trouble(browser, "cannot send", method);
    return sent ? ++browser->last_id : 0;
}

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static bool take_more(struct browser *browser, int64_t deadline)
{
    struct pollfd ready = {.fd = browser->from, .events = POLLIN};
    int64_t left = deadline - now_ms();
    if (left <= 0 || poll(&ready, 1, (int)left) == 0)
        return trouble(browser, "no answer", ""), false;
    if (browser->room - browser->held < READ_SIZE) {
        size_t room = (browser->room + READ_SIZE) * 2;
        char *larger = realloc(browser->inbox, room);
        if (larger == NULL)
            return trouble(browser, "out of memory", ""), false;
        browser->inbox = larger;
        browser->room = room;
    }
    ssize_t got = read(browser->from, browser->inbox + browser->held, READ_SIZE);
    if (got <= 0)
        return trouble(browser, "it ended", ""), false;
    browser->held += (size_t)got;
    return true;
}

/* The next whole message, parsed. */
static json_t *next_message(struct browser *browser, int64_t deadline)
{
    char *end;
    size_t looked = 0;
    while ((end = browser->held == 0 ? NULL : memchr(browser->inbox + looked, '\0', browser->held - looked)) == NULL) {
        looked = browser->held;
        if (!take_more(browser, deadline))
            return NULL;
    }
    size_t length = (size_t)(end - browser->inbox);
    json_t *message = json_loadb(browser->inbox, length, JSON_ALLOW_NUL, NULL);
    browser->held -= length + 1;
    memmove(browser->inbox, end + 1, browser->held);
    if (message == NULL)
        trouble(browser, "an answer that is no JSON", "");
    return message;
}

/* ---- what happens in a page ----------------------------------------------------------------------------------- */

static const char *member(const json_t *object, const char *first, const char *second)
{
    const json_t *inner = json_object_get(object, first);
    const char *text = json_string_value(second == NULL ? inner : json_object_get(inner, second));
    return text == NULL ? "" : text;
}

static void note(struct browser *browser, const char *check, const char *what)
{
    if (browser->happened != NULL)
        json_array_append_new(browser->happened, json_pack("[s, s]", check, what));
}

static void note_console(struct browser *browser, const json_t *params)
{
    const json_t *first = json_array_get(json_object_get(params, "args"), 0);
    const char *text = json_string_value(json_object_get(first, "value"));
    note(browser, "console", text == NULL ? member(first, "description", NULL) : text);
}

static void note_request(struct browser *browser, const json_t *params)
{
    const char *url = member(params, "request", "url");
    if (strcmp(url, browser->url) != 0)
        note(browser, "requests", url);
}

static void note_dialog(struct browser *browser, const json_t *params)
{
    note(browser, "console", member(params, "message", NULL));
    send_command(browser, "Page.handleJavaScriptDialog", json_pack("{s:b}", "accept", 1)); /* else the page waits */
}

static void happens(struct browser *browser, const json_t *message)
{
    const char *method = member(message, "method", NULL);
    const json_t *params = json_object_get(message, "params");
    if (browser->session[0] == '\0' || strcmp(member(message, "sessionId", NULL), browser->session) != 0)
        return;
    if (strcmp(method, "Page.loadEventFired") == 0)
        browser->loaded = true;
    else if (strcmp(method, "Runtime.consoleAPICalled") == 0)
        note_console(browser, params);
    else if (strcmp(method, "Runtime.exceptionThrown") == 0)
        note(browser, "console", member(params, "exceptionDetails", "text"));
    else if (strcmp(method, "Log.entryAdded") == 0)
        note(browser, "console", member(params, "entry", "text"));
    else if (strcmp(method, "Page.javascriptDialogOpening") == 0)
        note_dialog(browser, params);
    else if (strcmp(method, "Network.requestWillBeSent") == 0)
        note_request(browser, params);
}

/* ---- calling -------------------------------------------------------------------------------------------------- */

static json_t *take_result(struct browser *browser, const char *method, json_t *message)
{
    const char *wrong = member(message, "error", "message");
    json_t *result = json_incref(json_object_get(message, "result"));
    json_decref(message);
    if (result == NULL)
        trouble(browser, method, wrong);
    return result;
}

json_t *browser_call(struct browser *browser, const char *method, json_t *params)
{
    int64_t deadline = now_ms() + PATIENCE_MS;
    json_int_t id = send_command(browser, method, params);
    while (id != 0) {
        json_t *message = next_message(browser, deadline);
        if (message == NULL)
            return NULL;
        if (json_integer_value(json_object_get(message, "id")) == id)
            return take_result(browser, method, message);
        happens(browser, message);
        json_decref(message);
    }
    return NULL;
}

bool browser_do(struct browser *browser, const char *method, json_t *params)
{
    json_t *result = browser_call(browser, method, params);
    json_decref(result);
    return result != NULL;
}

static bool take_text(struct browser *browser, const char *method, json_t *params, const char *key, char text[80])
{
    json_t *result = browser_call(browser, method, params);
    snprintf(text, 80, "%s", member(result, key, NULL));
    json_decref(result);
    return text[0] != '\0';
}

static bool wait_until_loaded(struct browser *browser)
{
    int64_t deadline = now_ms() + PATIENCE_MS;
    while (!browser->loaded) {
        json_t *message = next_message(browser, deadline);
        if (message == NULL)
            return false;
        happens(browser, message);
        json_decref(message);
    }
    return true;
}

bool browser_open(struct browser *browser, const char *path)
{
    static const char *const domains[] = {"Page.enable", "Runtime.enable", "Log.enable", "Network.enable"};
    char full[PATH_ROOM];
    if (realpath(path, full) == NULL)
        return trouble(browser, path, strerror(errno)), false;
    snprintf(browser->url, sizeof browser->url, "file://%s", full);
    json_decref(browser->happened);
    browser->happened = json_array();
    browser->loaded = false;
    if (!take_text(browser, "Target.createTarget", json_pack("{s:s}", "url", "about:blank"), "targetId",
                   browser->target) ||
        !take_text(browser, "Target.attachToTarget", json_pack("{s:s, s:b}", "targetId", browser->target, "flatten", 1),
                   "sessionId", browser->session))
        return false;
    for (size_t i = 0; i < sizeof domains / sizeof domains[0]; i++) {
        if (!browser_do(browser, domains[i], NULL))
            return false;
    }
    browser->loaded = false; /* about:blank may have been */
    return browser_do(browser, "Page.navigate", json_pack("{s:s}", "url", browser->url)) && wait_until_loaded(browser);
}

void browser_close(struct browser *browser)
{
    browser->session[0] = '\0';
    browser_do(browser, "Target.closeTarget", json_pack("{s:s}", "targetId", browser->target));
}

json_t *browser_evaluate(struct browser *browser, const char *expression)
{
    json_t *result = browser_call(browser, "Runtime.evaluate",
                                  json_pack("{s:s, s:b}", "expression", expression, "returnByValue", 1));
    const json_t *wrong = json_object_get(result, "exceptionDetails");
    json_t *value = wrong == NULL ? json_incref(json_object_get(json_object_get(result, "result"), "value")) : NULL;
    if (wrong != NULL)
        trouble(browser, "an exception", member(json_object_get(wrong, "exception"), "description", NULL));
    json_decref(result);
    return value;
}
