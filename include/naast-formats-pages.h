/**
 * @file naast-formats-pages.h
 * The page of a deal that its customer reads, documents and HTML pages. Include <naast-formats.h>.
 */
#ifndef NAAST_FORMATS_PAGES_H
#define NAAST_FORMATS_PAGES_H

#include "naast-share.h"
#include "naast-formats-base.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Pages and documents are for people to read. Whatever is written into one comes out as text: data cannot become a tag,
 * a link, an image or a heading, and what could turn the direction of a line or hide in it is shown as an escape
 * (\u202e). An HTML page is whole in itself: it has no script and asks for nothing, and its one stylesheet is all that
 * its policy allows. After a failure, what was written already is not whole.
 */

/** What a document is written as. */
typedef enum naast_document_format {
    NAAST_DOCUMENT_MARKDOWN = 0, /**< CommonMark */
    NAAST_DOCUMENT_HTML          /**< one self-contained page */
} naast_document_format;

/** What a part of a document is. Those from NAAST_PART_FACT on are rows of a list, which lies around those in a row. */
typedef enum naast_part_type {
    NAAST_PART_SECTION = 0, /**< begins a section: label is its heading */
    NAAST_PART_CARD,        /**< the same, of a section that stands out */
    NAAST_PART_HEADING,     /**< a smaller heading in it: label */
    NAAST_PART_PARAGRAPH,   /**< text and note */
    NAAST_PART_QUOTE,       /**< what somebody said: text, and in note who and when */
    NAAST_PART_FACT,        /**< label, text and note */
    NAAST_PART_POINT,       /**< of a list: text and note */
    NAAST_PART_MOMENT,      /**< of a timeline: label is its date; text and note */
    NAAST_PART_BLANK        /**< room to write in, after label; or text, where it is filled in already */
} naast_part_type;

/** How a note is shown: colour is never all that says it. */
typedef enum naast_tone { NAAST_TONE_PLAIN = 0, NAAST_TONE_GOOD, NAAST_TONE_WAITING, NAAST_TONE_FAULT } naast_tone;

/** A part of a document. A NULL text is "". Text may have several lines. */
typedef struct naast_document_part {
    naast_part_type type;
    naast_tone tone; /**< of the note */
    const char *label;
    const char *text;
    const char *note;
    int32_t beneath; /**< of a quote, a point or a blank: it belongs under the one above */
    int32_t past;    /**< of a moment: it has been */
} naast_document_part;

/** A text in sections, for people to read or print. A NULL text is "". */
typedef struct naast_document {
    uint32_t size;
    uint32_t part_size; /**< sizeof(naast_document_part), as the INIT macro sets it */
    const naast_document_part *parts;
    size_t part_count;
    const char *title;
    const char *over;  /**< above the title, small */
    const char *under; /**< below the title */
    const char *foot;  /**< the last line, small */
} naast_document;
#ifdef __cplusplus
#define NAAST_DOCUMENT_INIT                                                                                            \
    ([]() {                                                                                                            \
        naast_document d_ = naast_document();                                                                          \
        d_.size = sizeof d_;                                                                                           \
        d_.part_size = sizeof(naast_document_part);                                                                    \
        return d_;                                                                                                     \
    }())
#else
#define NAAST_DOCUMENT_INIT                                                                                            \
    {                                                                                                                  \
        .size = sizeof(naast_document), .part_size = sizeof(naast_document_part)                                       \
    }
#endif

/**
 * Writes a document.
 * @param formats   its language is the one that an HTML page says it is in
 * @param document  used only during the call
 * @param format    NAAST_DOCUMENT_MARKDOWN or NAAST_DOCUMENT_HTML
 * @param writer    is given the text in pieces
 * @retval NAAST_INVALID    something is NULL (not_given, writer_invalid); a size is not filled in or of a later version
 *                          (spec_size); no such format (page_format); a part has no such type or tone (document_part)
 * @retval NAAST_IO         the writer took no more (write_failed)
 * @retval NAAST_NO_MEMORY
 * @since 0.2
 */
NAAST_API int naast_document_write(naast_formats *formats, const naast_document *document, naast_document_format format,
                                   const naast_writer *writer);

/** How the page of a deal is written. */
typedef struct naast_share_write_spec {
    uint32_t size;
    naast_document_format format;
    const char *from; /**< our name on it; needed */
} naast_share_write_spec;
#define NAAST_SHARE_WRITE_SPEC_INIT NAAST_SPEC_INIT(naast_share_write_spec)

/**
 * Writes the page of a deal that its customer reads, whole: its lines in words, section by section, what is open and at
 * whom, what is still to be talked about, how to answer, and in its foot the day and the number ("41:9c1e07d2") that
 * naast_item_confirm takes as `seen`. Nothing but what is in `share` comes onto it.
 * @param formats  its language is the page's; read the share with a store in the same language, which names its kinds
 * @param share    from naast_share_read
 * @param spec     format, and whom it is from
 * @param writer   is given the text in pieces
 * @retval NAAST_INVALID    something is NULL (not_given, writer_invalid); a size is not filled in or of a later version
 *                          (spec_size); no such format (page_format); `from` is NULL or blank (share_from)
 * @retval NAAST_IO         the writer took no more (write_failed)
 * @retval NAAST_NO_MEMORY
 * @since 0.2
 */
NAAST_API int naast_share_write(naast_formats *formats, const naast_share *share, const naast_share_write_spec *spec,
                                const naast_writer *writer);

/** A page of one's own, written front to back with the same stylesheet and under the same policy. */
typedef struct naast_html naast_html;

/** How a page is laid out: a column to read, or the whole window. */
typedef enum naast_html_layout { NAAST_HTML_SHEET = 0, NAAST_HTML_WIDE } naast_html_layout;

typedef struct naast_html_page {
    uint32_t size;
    naast_html_layout layout;
    const char *title; /**< of the window; any text, NULL for none */
} naast_html_page;
#define NAAST_HTML_PAGE_INIT NAAST_SPEC_INIT(naast_html_page)

/**
 * Begins a page: from the doctype to the open <body>, with a link that skips to the element whose id is "main". The
 * page then writes <header>, <main id="main"> and <footer>. What goes wrong on the way is kept until naast_html_end,
 * which each page needs, also one that is given up; nothing is written after it.
 * @param formats  its language is the one that the page says it is in
 * @param page     NULL for the defaults
 * @param writer   is given the text in pieces, until naast_html_end
 * @param out      released by naast_html_end
 * @retval NAAST_INVALID    something is NULL (not_given, writer_invalid); a size is not filled in or of a later version
 *                          (spec_size); no such layout (page_format)
 * @retval NAAST_NO_MEMORY
 * @since 0.2
 */
NAAST_API int naast_html_begin(naast_formats *formats, const naast_html_page *page, const naast_writer *writer,
                               naast_html **out);

/**
 * Closes <body> and <html>, releases the page and returns what came of it.
 * @retval NAAST_INVALID    html is NULL; a tag or an attribute was none that a page may have (html_markup)
 * @retval NAAST_IO         the writer took no more (write_failed)
 * @since 0.2
 */
NAAST_API int naast_html_end(naast_html *html);

/**
 * Opens an element.
 * @param tag         a name: "section". Those that run, load or send something (script, iframe, form, ...) are none
 *                    that a page may have.
 * @param attributes  as they come in the tag, NULL for none: "class=\"card\" id=\"main\"". Write them as literals, at
 *                    most with numbers filled in; those that run, load or style something (onclick, src, style, an href
 *                    that leaves the page) are none that a page may have.
 * @since 0.2
 */
NAAST_API void naast_html_open(naast_html *html, const char *tag, const char *attributes);

/** The same with one attribute more (aria-label, title, datetime, ...) whose value is any text. @since 0.2 */
NAAST_API void naast_html_open_with(naast_html *html, const char *tag, const char *attributes, const char *name,
                                    const char *value);

/** Closes an element. @since 0.2 */
NAAST_API void naast_html_close(naast_html *html, const char *tag);

/** An element without an end, as SVG has them: <path d="M0 1"/>. @since 0.2 */
NAAST_API void naast_html_empty(naast_html *html, const char *tag, const char *attributes);

/** Any text on one line. @since 0.2 */
NAAST_API void naast_html_text(naast_html *html, const char *text);

/** What people wrote: set apart (<bdi>), so that its direction does not turn what is around it. @since 0.2 */
NAAST_API void naast_html_data(naast_html *html, const char *text);

/** The same of several lines: a newline becomes <br>. @since 0.2 */
NAAST_API void naast_html_data_lines(naast_html *html, const char *text);

/** A whole element with a text of one's own in it. @since 0.2 */
NAAST_API void naast_html_element(naast_html *html, const char *tag, const char *attributes, const char *text);

/** A whole element with what people wrote in it. @since 0.2 */
NAAST_API void naast_html_data_element(naast_html *html, const char *tag, const char *attributes, const char *text);

/** A newline in the source, between blocks, for those who read that. @since 0.2 */
NAAST_API void naast_html_newline(naast_html *html);

#ifdef __cplusplus
}
#endif
#endif
