/* html.c: a page is written front to back; every text goes through one function that escapes it. */
#include "output/html.h"

#include <nettle/base64.h>
#include <nettle/sha2.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "naast.h"
#include "base/context.h"
#include "term/message.h"
#include "term/text.h"
#include "words/words.h"

static void escape(struct html *html, const char *safe, bool lines)
{
    for (const char *at = safe; *at != '\0'; at++) {
        switch (*at) {
        case '&':
            fputs("&amp;", html->out);
            break;
        case '<':
            fputs("&lt;", html->out);
            break;
        case '>':
            fputs("&gt;", html->out);
            break;
        case '"':
            fputs("&quot;", html->out);
            break;
        case '\'':
            fputs("&#39;", html->out);
            break;
        case '\n':
            fputs(lines ? "<br>" : " ", html->out);
            break;
        default:
            fputc(*at, html->out);
        }
    }
}

/* The policy allows the stylesheet by its hash, and nothing else whatever. */
static void policy(struct html *html)
{
    uint8_t digest[SHA256_DIGEST_SIZE];
    char encoded[BASE64_ENCODE_RAW_LENGTH(SHA256_DIGEST_SIZE) + 1] = "";
    struct sha256_ctx hash;
    sha256_init(&hash);
    for (size_t k = 0; k < html_style_count; k++)
        sha256_update(&hash, strlen(html_style[k]), (const uint8_t *)html_style[k]);
    sha256_digest(&hash, sizeof digest, digest);
    base64_encode_raw(encoded, sizeof digest, digest);
    fprintf(html->out,
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-%s'; "
            "base-uri 'none'; form-action 'none'\">\n",
            encoded);
}

static void style(struct html *html)
{
    fputs("<style>", html->out);
    for (size_t k = 0; k < html_style_count; k++)
        fputs(html_style[k], html->out);
    fputs("</style>\n", html->out);
}

void html_begin(struct html *html, struct cli *cli, const char *title, enum html_layout layout)
{
    *html = (struct html){.cli = cli, .out = cli->out};
    cli->ascii = false; /* a page brings its letters along, wherever it was written */
    fprintf(html->out, "<!doctype html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n",
            cli->language == NAAST_DUTCH ? "nl" : "en");
    policy(html);
    fputs("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
          "<meta name=\"color-scheme\" content=\"light dark\">\n"
          "<meta name=\"referrer\" content=\"no-referrer\">\n"
          "<meta name=\"robots\" content=\"noindex\">\n",
          html->out);
    html_element(html, "title", NULL, title);
    html_newline(html);
    style(html);
    fprintf(html->out, "</head>\n<body class=\"%s\">\n", layout == HTML_WIDE ? "wide" : "sheet");
    html_element(html, "a", "class=\"skip\" href=\"#main\"", word(cli, W_HTML_SKIP));
    html_newline(html);
}

void html_end(struct html *html) { fputs("</body>\n</html>\n", html->out); }

void html_open(struct html *html, const char *tag, const char *attributes)
{
    fprintf(html->out, attributes == NULL ? "<%s>" : "<%s %s>", tag, attributes);
}

void html_open_with(struct html *html, const char *tag, const char *attributes, const char *name, const char *value)
{
    fprintf(html->out, "<%s%s%s %s=\"", tag, attributes == NULL ? "" : " ", attributes == NULL ? "" : attributes, name);
    html_text(html, value);
    fputs("\">", html->out);
}

void html_close(struct html *html, const char *tag) { fprintf(html->out, "</%s>", tag); }

void html_text(struct html *html, const char *text) { escape(html, text_safe(html->cli, text), false); }

void html_data(struct html *html, const char *text) { html_data_element(html, "bdi", NULL, text); }

void html_data_lines(struct html *html, const char *text)
{
    html_open(html, "bdi", NULL);
    escape(html, text_safe_lines(html->cli, text), true);
    html_close(html, "bdi");
}

void html_element(struct html *html, const char *tag, const char *attributes, const char *text)
{
    html_open(html, tag, attributes);
    html_text(html, text);
    html_close(html, tag);
}

void html_data_element(struct html *html, const char *tag, const char *attributes, const char *text)
{
    bool isolates = strcmp(tag, "bdi") == 0;
    html_open(html, tag, attributes);
    if (isolates)
        html_text(html, text);
    else
        html_data(html, text);
    html_close(html, tag);
}

void html_newline(struct html *html) { fputc('\n', html->out); }
