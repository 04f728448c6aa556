/* html_markup.c: the tags and attributes that a page may have. The page's policy keeps the rest out as well; this finds
 * it before the page is written. */
#include "formats/pages/html_markup.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>

static const char *const tags[] = {
    "a",      "abbr", "article", "aside", "b",       "bdi",        "bdo",    "blockquote", "br",       "caption",
    "circle", "cite", "code",    "col",   "dd",      "del",        "desc",   "details",    "dfn",      "div",
    "dl",     "dt",   "ellipse", "em",    "figure",  "figcaption", "footer", "g",          "h1",       "h2",
    "h3",     "h4",   "h5",      "h6",    "header",  "hr",         "i",      "ins",        "kbd",      "li",
    "line",   "main", "mark",    "nav",   "ol",      "p",          "path",   "polygon",    "polyline", "pre",
    "q",      "rect", "s",       "samp",  "section", "small",      "span",   "strong",     "sub",      "summary",
    "sup",    "svg",  "table",   "tbody", "td",      "text",       "tfoot",  "th",         "thead",    "time",
    "title",  "tr",   "tspan",   "u",     "ul",      "var",        "wbr",    "colgroup"};

bool markup_tag(const char *tag)
{
    for (size_t k = 0; tag != NULL && k < sizeof tags / sizeof tags[0]; k++)
        if (strcmp(tags[k], tag) == 0)
            return true;
    return false;
}

static size_t name_length(const char *at)
{
    return strspn(at, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-");
}

/* Those that run, load or style something whatever their value is. */
static bool name_is_allowed(const char *name, size_t length)
{
    static const char *const never[] = {"style", "src", "srcset", "background", "ping", "data", "action", "formaction"};
    if (length == 0 || strncasecmp(name, "on", 2) == 0)
        return false;
    for (size_t k = 0; k < sizeof never / sizeof never[0]; k++)
        if (strlen(never[k]) == length && strncasecmp(name, never[k], length) == 0)
            return false;
    return true;
}

static bool is_link(const char *name, size_t length) { return length == 4 && strncasecmp(name, "href", length) == 0; }

static bool value_is_allowed(const char *value, size_t length)
{
    for (size_t k = 0; k < length; k++)
        if (strchr("<>&", value[k]) != NULL || (unsigned char)value[k] < ' ' || strncasecmp(value + k, "url(", 4) == 0)
            return false;
    return true;
}

bool markup_attributes(const char *attributes)
{
    const char *at = attributes != NULL ? attributes : "";
    while (*at != '\0') {
        const size_t name = name_length(at);
        if (!name_is_allowed(at, name) || strncmp(at + name, "=\"", 2) != 0)
            return false;
        const char *value = at + name + 2, *end = strchr(value, '"');
        if (end == NULL || !value_is_allowed(value, (size_t)(end - value)) || (is_link(at, name) && *value != '#'))
            return false;
        at = end + 1;
        if (*at == ' ' && at[1] != '\0')
            at++;
        else if (*at != '\0')
            return false;
    }
    return true;
}

bool markup_data_attribute(const char *name)
{
    static const char *const whole[] = {"title", "datetime", "lang"};
    if (name == NULL || name_length(name) != strlen(name))
        return false;
    for (size_t k = 0; k < sizeof whole / sizeof whole[0]; k++)
        if (strcmp(whole[k], name) == 0)
            return true;
    return strncmp(name, "aria-", 5) == 0 || strncmp(name, "data-", 5) == 0;
}
