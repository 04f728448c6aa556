/* page.c: pages and documents of libnaast-formats, on standard output, in the language of the screen. */
#include "output/page.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "naast-formats.h"
#include "naast-share.h"
#include "naast.h"
#include "base/context.h"
#include "term/formats.h"

static int write_out(void *context, const char *bytes, size_t length)
{
    struct cli *cli = context;
    if (fwrite(bytes, 1, length, cli->out) == length)
        return 0;
    cli->lost = errno;
    return -1;
}

static naast_writer standard_output(struct cli *cli)
{
    naast_writer writer = NAAST_WRITER_INIT;
    writer.write = write_out;
    writer.context = cli;
    return writer;
}

/* What standard output did not take is found, and said, when it is closed. */
static int written(struct cli *cli, int status) { return ferror(cli->out) != 0 ? NAAST_OK : cli_fault(cli, status); }

naast_html *page_begin(struct cli *cli, const char *title, naast_html_layout layout)
{
    const naast_writer writer = standard_output(cli);
    naast_html *html = NULL;
    naast_html_page page = NAAST_HTML_PAGE_INIT;
    page.title = title;
    page.layout = layout;
    cli->ascii = false; /* a page brings its letters along, wherever it was written */
    if (cli_fault(cli, naast_html_begin(cli_formats(cli), &page, &writer, &html)) != NAAST_OK)
        exit(EXIT_FAILURE);
    return html;
}

int page_end(struct cli *cli, naast_html *html) { return written(cli, naast_html_end(html)); }

int page_document(struct cli *cli, const naast_document *document, naast_document_format format)
{
    const naast_writer writer = standard_output(cli);
    return written(cli, naast_document_write(cli_formats(cli), document, format, &writer));
}

int page_share(struct cli *cli, const naast_share *share, const char *from, naast_document_format format)
{
    const naast_writer writer = standard_output(cli);
    naast_share_write_spec spec = NAAST_SHARE_WRITE_SPEC_INIT;
    spec.format = format;
    spec.from = from;
    return written(cli, naast_share_write(cli_formats(cli), share, &spec, &writer));
}
