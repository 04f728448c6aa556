/**
 * @file naast-formats-text.h
 * Texts for a screen: what people wrote made safe to show, and the word that was probably meant. Include
 * <naast-formats.h>.
 */
#ifndef NAAST_FORMATS_TEXT_H
#define NAAST_FORMATS_TEXT_H

#include <stddef.h>

#include "naast.h"

#ifdef __cplusplus
extern "C" {
#endif

/** How a text is shown: several of them together, or 0. */
typedef enum naast_shown {
    NAAST_SHOWN_LINES = 1, /**< newlines stay; else they are \n */
    NAAST_SHOWN_SIGNS = 2, /**< signs that ASCII has another one for come as that: "…" as "..." */
    NAAST_SHOWN_ASCII = 4  /**< letters too: "é" as "e", and what has no form in ASCII as "?" */
} naast_shown;

/**
 * The text with everything that could steer a terminal, hide or turn as an escape: controls and DEL as \x1b, newlines
 * as \n, tabs as \t, C1 controls, bidi overrides and isolates, zero-width and line separators as \u202e, bytes that are
 * no UTF-8 as \xff. Doing it twice changes nothing.
 * @param how   of naast_shown
 * @param out   where it is written, with a NUL, if it fits in `room` bytes; may be NULL
 * @return 0: the text is fit to be shown as it is (or NULL), and nothing was written; else the bytes that it takes,
 * with its NUL
 * @since 0.2
 */
NAAST_API size_t naast_text_safe(const char *text, int how, char *out, size_t room);

/**
 * Of some words, the one nearest to what was typed: near enough to be meant.
 * @param words  none of them NULL
 * @return one of the words; NULL: none is near, or an argument is NULL
 * @since 0.2
 */
NAAST_API const char *naast_text_nearest(const char *typed, const char *const *words, size_t count);

#ifdef __cplusplus
}
#endif
#endif
