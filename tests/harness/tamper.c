/*
 * tamper.c: an export of a store, changed at random in one way, as somebody or something may change a file.
 *
 *     tamper FILE OTHER SEED       writes the changed file to standard output, and what was done to standard error
 *
 * OTHER: an export of another store, from which lines are taken. Every kind of change is one after which the file does
 * not say the same any more; but for SEED 0, where white space is put between the parts of lines, which says the same.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct text {
    char *bytes;
    size_t length;
    char **line; /* where each begins; one more at the end */
    size_t lines;
};

static struct text read_text(const char *path)
{
    struct text text = {0};
    FILE *file = fopen(path, "r");
    if (file == NULL || fseek(file, 0, SEEK_END) != 0)
        exit(120);
    text.length = (size_t)ftell(file);
    rewind(file);
    text.bytes = malloc(text.length + 1);
    text.line = calloc(text.length + 2, sizeof *text.line);
    if (text.bytes == NULL || text.line == NULL || fread(text.bytes, 1, text.length, file) != text.length)
        exit(120);
    fclose(file);
    text.line[0] = text.bytes;
    for (size_t k = 0; k < text.length; k++)
        if (text.bytes[k] == '\n')
            text.line[++text.lines] = text.bytes + k + 1;
    return text;
}

static size_t below(size_t bound) { return (size_t)random() % bound; }

static void put(const struct text *text, size_t from, size_t to)
{
    fwrite(text->line[from], 1, (size_t)(text->line[to] - text->line[from]), stdout);
}

/* A letter or digit for another: not only in case, and not within the name of an escape, where case means nothing. */
static void change_letter(const struct text *text)
{
    static const char letters[] = "0123456789abcdefghijklmnopqrstuvwxyz";
    size_t at;
    char to;
    do
        at = below(text->length);
    while (strchr(letters, text->bytes[at]) == NULL || (at >= 5 && memchr(text->bytes + at - 5, '\\', 5) != NULL));
    do
        to = letters[below(sizeof letters - 1)];
    while (to == text->bytes[at]);
    fprintf(stderr, "byte %zu: %c becomes %c\n", at, text->bytes[at], to);
    text->bytes[at] = to;
    put(text, 0, text->lines);
}

/* Any byte for any other; white space for white space would say the same. */
static void change_byte(const struct text *text)
{
    size_t at = below(text->length);
    char to;
    do
        to = (char)below(256);
    while (to == text->bytes[at] || strchr(" \t\r\n", to) != NULL || (to ^ text->bytes[at]) == 0x20);
    fprintf(stderr, "byte %zu: %02x becomes %02x\n", at, (unsigned char)text->bytes[at], (unsigned char)to);
    text->bytes[at] = to;
    fwrite(text->bytes, 1, text->length, stdout);
}

static void drop_line(const struct text *text)
{
    const size_t at = below(text->lines);
    fprintf(stderr, "line %zu dropped\n", at + 1);
    put(text, 0, at);
    put(text, at + 1, text->lines);
}

static void double_line(const struct text *text)
{
    const size_t at = below(text->lines);
    fprintf(stderr, "line %zu doubled\n", at + 1);
    put(text, 0, at + 1);
    put(text, at, text->lines);
}

static void swap_lines(const struct text *text)
{
    const size_t a = below(text->lines - 1), b = a + 1 + below(text->lines - a - 1);
    fprintf(stderr, "lines %zu and %zu swapped\n", a + 1, b + 1);
    put(text, 0, a);
    put(text, b, b + 1);
    put(text, a + 1, b);
    put(text, a, a + 1);
    put(text, b + 1, text->lines);
}

static void cut_off(const struct text *text)
{
    const size_t length = below(text->length - 1);
    fprintf(stderr, "cut off after %zu bytes\n", length);
    fwrite(text->bytes, 1, length, stdout);
}

static void take_line(const struct text *text, const struct text *other)
{
    const size_t at = below(text->lines < other->lines ? text->lines : other->lines);
    fprintf(stderr, "line %zu from another store\n", at + 1);
    put(text, 0, at);
    put(other, at, at + 1);
    put(text, at + 1, text->lines);
}

static void drop_byte(const struct text *text)
{
    const size_t at = below(text->length - 1);
    fprintf(stderr, "byte %zu dropped\n", at);
    fwrite(text->bytes, 1, at, stdout);
    fwrite(text->bytes + at + 1, 1, text->length - at - 1, stdout);
}

/* The last digits of a line's hash, and only those. */
static void change_hash(const struct text *text)
{
    const size_t at = 1 + below(text->lines - 2);
    char *digit = text->line[at + 1] - 4 - below(60);
    fprintf(stderr, "line %zu: its hash\n", at + 1);
    *digit = *digit == '0' ? '1' : '0';
    put(text, 0, text->lines);
}

static void add_space(const struct text *text)
{
    int quoted = 0;
    fprintf(stderr, "white space\n");
    for (size_t k = 0; k < text->length; k++) {
        const char c = text->bytes[k];
        putchar(c);
        if (c == '\\')
            putchar(text->bytes[++k]);
        else if (c == '"')
            quoted = !quoted;
        else if (!quoted && strchr(",:{[", c) != NULL)
            fputs(" \t", stdout);
    }
}

int main(int count, char **args)
{
    if (count != 4)
        return 120;
    struct text text = read_text(args[1]), other = read_text(args[2]);
    const long seed = strtol(args[3], NULL, 10);
    srandom((unsigned)seed);
    switch (seed == 0 ? -1 : seed % 9) {
    case 0:
        change_letter(&text);
        break;
    case 1:
        change_byte(&text);
        break;
    case 2:
        drop_line(&text);
        break;
    case 3:
        double_line(&text);
        break;
    case 4:
        swap_lines(&text);
        break;
    case 5:
        cut_off(&text);
        break;
    case 6:
        take_line(&text, &other);
        break;
    case 7:
        drop_byte(&text);
        break;
    case 8:
        change_hash(&text);
        break;
    default:
        add_space(&text);
    }
    free(text.bytes);
    free(text.line);
    free(other.bytes);
    free(other.line);
    return fflush(stdout) == 0 ? 0 : 120;
}
