/*
 * vcard.c: people out of vCards, versions 3.0 and 4.0: a card is a row. Of what a card can hold this reads who
 * it is (FN, else N), where (ORG), one e-mail address (the preferred, else the first) and notes.
 */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "naast-formats.h"
#include "formats/base/arena.h"
#include "formats/base/formats.h"
#include "formats/rows/lines.h"
#include "formats/rows/reader.h"
#include "formats/rows/row.h"
#include "formats/rows/source.h"

enum { LARGEST_LINE = 1024 * 1024, LARGEST_CARD = 8 * 1024 * 1024 };

enum value { VALUE_NAME, VALUE_EMAIL, VALUE_ORG, VALUE_NOTE, VALUES };
static const char *const columns[VALUES] = {"name", "email", "org", "note"};

/* A text that grows; its memory is used again. */
struct text {
    const naast_allocator *allocator;
    char *bytes;
    size_t used, room;
};

struct vcard_reader {
    naast_reader reader; /* first */
    struct lines lines;
    struct line line; /* that was read ahead */
    bool more;
    struct text property; /* unfolded */
    struct place property_place;
    struct text card; /* its lines, for a card that is rejected */
    struct text value[VALUES], other_name;
    struct place place[VALUES];
    int email_rank; /* of the address that was taken: the lower the better; 0: none was */
    bool has_version, ended;
};

/* --- texts --- */

static bool text_add(struct text *text, const char *bytes, size_t length)
{
    void *grown = text->bytes;
    bool fits = make_room(text->allocator, &grown, &text->room, text->used + length + 1, 1);
    text->bytes = grown;
    if (!fits)
        return false;
    if (length > 0)
        memcpy(text->bytes + text->used, bytes, length);
    text->used += length;
    text->bytes[text->used] = '\0';
    return true;
}

static bool text_clear(struct text *text)
{
    text->used = 0;
    return text_add(text, "", 0);
}

/* One part of a value, up to `ends` or its end: \n, \, \; and \\ are what they stand for. */
static bool text_part(struct text *text, const char **at, char ends)
{
    bool fits = true;
    while (**at != '\0' && (ends == '\0' || **at != ends) && fits) {
        const char *c = *at;
        if (*c == '\\' && c[1] != '\0') {
            c = ++*at;
            if (*c == 'n' || *c == 'N')
                c = "\n";
        }
        fits = text_add(text, c, 1);
        ++*at;
    }
    return fits;
}

/* --- properties --- */

/* [group.]NAME[;PARAMETER]:VALUE, within the line that holds it. */
struct property {
    const char *name, *parameters, *value; /* parameters: from the first ; to the : */
    size_t name_length, parameters_length;
};

/* The colon that ends the parameters: one in quotes is part of them. NULL: there is none. */
static const char *find_colon(const char *text)
{
    bool quoted = false;
    for (; *text != '\0'; text++) {
        if (*text == '"')
            quoted = !quoted;
        else if (*text == ':' && !quoted)
            return text;
    }
    return NULL;
}

static bool property_read(const char *text, struct property *out)
{
    const char *colon = find_colon(text);
    if (colon == NULL)
        return false;
    size_t head = strcspn(text, ";:"), group = 0;
    for (size_t i = 0; i < head; i++)
        group = text[i] == '.' ? i + 1 : group;
    *out = (struct property){text + group, text + head, colon + 1, head - group, (size_t)(colon - text) - head};
    return head > group;
}

static bool property_is(const struct property *property, const char *name)
{
    return strlen(name) == property->name_length && strncasecmp(name, property->name, property->name_length) == 0;
}

/* The next parameter of that name: its value, which may be a list, and its length. *at: where to go on; begin with the
 * parameters. false: there is no more. */
static bool next_parameter(const struct property *property, const char *name, const char **at, const char **value,
                           size_t *length)
{
    const char *end = property->parameters + property->parameters_length;
    const size_t name_length = strlen(name);
    while (*at < end) {
        const char *from = *at + 1; /* past the ; */
        bool quoted = false;
        for (++*at; *at < end && (quoted || **at != ';'); ++*at)
            quoted = **at == '"' ? !quoted : quoted;
        const size_t taken = (size_t)(*at - from);
        if (taken > name_length && from[name_length] == '=' && strncasecmp(from, name, name_length) == 0) {
            *value = from + name_length + 1;
            *length = taken - name_length - 1;
            return true;
        }
    }
    return false;
}

/* Whether a parameter has the value, alone or in a list. */
static bool parameter_has(const struct property *property, const char *name, const char *wanted)
{
    const char *at = property->parameters, *value;
    size_t length;
    while (next_parameter(property, name, &at, &value, &length)) {
        for (size_t from = 0, to; from < length; from = to + 1) {
            for (to = from; to < length && strchr(",\"", value[to]) == NULL;)
                to++;
            if (to - from == strlen(wanted) && strncasecmp(value + from, wanted, to - from) == 0)
                return true;
        }
    }
    return false;
}

/* PREF=1 to PREF=100 of 4.0; 0: none. */
static int preference_of(const struct property *property)
{
    const char *at = property->parameters, *value;
    size_t length;
    int pref = 0;
    if (!next_parameter(property, "PREF", &at, &value, &length))
        return 0;
    for (size_t i = value[0] == '"'; i < length && i < 5 && value[i] >= '0' && value[i] <= '9'; i++)
        pref = pref * 10 + (value[i] - '0');
    return pref >= 1 && pref <= 100 ? pref : 0;
}

/* The lower the better: what 4.0 and 3.0 prefer, then all others as they come. */
static int email_rank(const struct property *property)
{
    int pref = preference_of(property);
    if (pref > 0)
        return pref;
    return parameter_has(property, "TYPE", "pref") ? 1 : 101;
}

/* --- a card --- */

static void card_fault(struct vcard_reader *vcard, enum fmt_message fault, struct place place)
{
    row_maker_fault(&vcard->reader.maker, fault, NULL, place);
}

static struct place card_place(const struct vcard_reader *vcard)
{
    return (struct place){vcard->reader.maker.row.line, vcard->reader.maker.row.column};
}

static bool take_value(struct vcard_reader *vcard, enum value value, const char *text, char ends)
{
    vcard->place[value] = vcard->property_place;
    return text_clear(&vcard->value[value]) && text_part(&vcard->value[value], &text, ends);
}

static bool take_email(struct vcard_reader *vcard, const struct property *property)
{
    int rank = email_rank(property);
    if (vcard->email_rank != 0 && rank >= vcard->email_rank)
        return true;
    vcard->email_rank = rank;
    const char *address = property->value;
    if (strncasecmp(address, "mailto:", 7) == 0)
        address += 7;
    return take_value(vcard, VALUE_EMAIL, address, '\0');
}

/* Several notes are one, a line each. */
static bool take_note(struct vcard_reader *vcard, const struct property *property)
{
    struct text *note = &vcard->value[VALUE_NOTE];
    const char *text = property->value;
    if (note->used == 0)
        vcard->place[VALUE_NOTE] = vcard->property_place;
    return (note->used == 0 || text_add(note, "\n", 1)) && text_part(note, &text, '\0');
}

/* N is family;given;additional;prefix;suffix: for people, given and family. */
static bool take_structured_name(struct vcard_reader *vcard, const struct property *property)
{
    struct text *name = &vcard->other_name;
    const char *family = property->value, *given = family;
    while (*given != '\0' && *given != ';')
        given += given[0] == '\\' && given[1] != '\0' ? 2 : 1;
    given += *given == ';';
    if (vcard->value[VALUE_NAME].used == 0)
        vcard->place[VALUE_NAME] = vcard->property_place;
    bool fits = text_clear(name) && text_part(name, &given, ';');
    if (fits && name->used > 0 && *family != ';' && *family != '\0')
        fits = text_add(name, " ", 1);
    return fits && text_part(name, &family, ';');
}

static void check_version(struct vcard_reader *vcard, const struct property *property)
{
    vcard->has_version = true;
    if (strcmp(property->value, "3.0") != 0 && strcmp(property->value, "4.0") != 0)
        card_fault(vcard, strcmp(property->value, "2.1") == 0 ? FMT_VCARD_OLD : FMT_VCARD_VERSION,
                   vcard->property_place);
}

static void check_kind(struct vcard_reader *vcard, const struct property *property)
{
    if (strcasecmp(property->value, "individual") != 0)
        card_fault(vcard, FMT_VCARD_NO_PERSON, vcard->property_place);
}

/* What only 2.1 has: a value in another alphabet, or quoted-printable. */
static void check_writing(struct vcard_reader *vcard, const struct property *property)
{
    const char *at = property->parameters, *value;
    size_t length;
    bool charset = next_parameter(property, "CHARSET", &at, &value, &length) &&
                   (length != 5 || strncasecmp(value, "utf-8", 5) != 0);
    if (charset || parameter_has(property, "ENCODING", "quoted-printable"))
        card_fault(vcard, FMT_VCARD_OLD, vcard->property_place);
}

static bool take_read_property(struct vcard_reader *vcard, const struct property *property)
{
    check_writing(vcard, property);
    if (property_is(property, "EMAIL"))
        return take_email(vcard, property);
    if (property_is(property, "ORG"))
        return vcard->value[VALUE_ORG].used > 0 || take_value(vcard, VALUE_ORG, property->value, ';');
    if (property_is(property, "NOTE"))
        return take_note(vcard, property);
    if (property_is(property, "N"))
        return take_structured_name(vcard, property);
    return vcard->value[VALUE_NAME].used > 0 || take_value(vcard, VALUE_NAME, property->value, '\0');
}

/* The property that was unfolded. false: there is no memory. */
static bool take_property(struct vcard_reader *vcard)
{
    static const char *const read[] = {"FN", "N", "EMAIL", "ORG", "NOTE"};
    struct property property;
    if (!property_read(vcard->property.bytes, &property)) {
        card_fault(vcard, FMT_VCARD_NO_PROPERTY, vcard->property_place);
        return true;
    }
    if (property_is(&property, "VERSION"))
        check_version(vcard, &property);
    else if (property_is(&property, "KIND"))
        check_kind(vcard, &property);
    else if (property_is(&property, "BEGIN"))
        card_fault(vcard, FMT_VCARD_WITHIN, vcard->property_place);
    else if (property_is(&property, "END"))
        vcard->ended = strcasecmp(property.value, "VCARD") == 0;
    for (size_t i = 0; i < sizeof read / sizeof read[0]; i++) {
        if (property_is(&property, read[i]))
            return take_read_property(vcard, &property);
    }
    return true;
}

/* --- lines --- */

static bool is_blank(const char *text) { return text[strspn(text, " \t")] == '\0'; }

static int advance(struct vcard_reader *vcard) { return lines_next(&vcard->lines, &vcard->line, &vcard->more); }

static bool take_line(struct vcard_reader *vcard, const char *text)
{
    if (vcard->line.fault != FMT_NONE)
        card_fault(vcard, vcard->line.fault, vcard->line.fault_place);
    return text_add(&vcard->property, text, strlen(text)) &&
           text_add(&vcard->card, vcard->line.text, vcard->line.length) && text_add(&vcard->card, "\n", 1);
}

/* A line and those that go on where it was folded, which begin with a space or a tab. */
static int unfold(struct vcard_reader *vcard)
{
    int status = NAAST_OK;
    bool fits = text_clear(&vcard->property) && take_line(vcard, vcard->line.text);
    vcard->property_place = vcard->line.place;
    if (fits)
        status = advance(vcard);
    while (fits && status == NAAST_OK && vcard->more && (vcard->line.text[0] == ' ' || vcard->line.text[0] == '\t')) {
        fits = take_line(vcard, vcard->line.text + 1);
        if (vcard->card.used > LARGEST_CARD)
            return source_lost(vcard->reader.source, card_place(vcard), FMT_VCARD_TOO_LARGE);
        if (fits)
            status = advance(vcard);
    }
    return fits ? status : formats_no_memory(vcard->reader.formats);
}

static bool card_begin(struct vcard_reader *vcard)
{
    bool fits = text_clear(&vcard->card) && text_clear(&vcard->other_name);
    for (unsigned i = 0; i < VALUES; i++) {
        fits = fits && text_clear(&vcard->value[i]);
        vcard->place[i] = vcard->line.place;
    }
    vcard->email_rank = 0;
    vcard->has_version = vcard->ended = false;
    row_maker_begin(&vcard->reader.maker, vcard->line.place);
    return fits;
}

/* From BEGIN:VCARD, which was unfolded, to END:VCARD. */
static int read_card(struct vcard_reader *vcard)
{
    int status = NAAST_OK;
    while (status == NAAST_OK && !vcard->ended) {
        if (!vcard->more)
            return source_lost(vcard->reader.source, card_place(vcard), FMT_VCARD_OPEN);
        if (vcard->line.fault == FMT_NONE && is_blank(vcard->line.text)) {
            status = advance(vcard);
            continue;
        }
        status = unfold(vcard);
        if (status == NAAST_OK && !take_property(vcard))
            status = formats_no_memory(vcard->reader.formats);
        if (status == NAAST_OK && vcard->card.used > LARGEST_CARD)
            status = source_lost(vcard->reader.source, card_place(vcard), FMT_VCARD_TOO_LARGE);
    }
    return status;
}

static bool card_end(struct vcard_reader *vcard)
{
    struct text *name = &vcard->value[VALUE_NAME];
    bool fits = name->used > 0 || text_add(name, vcard->other_name.bytes, vcard->other_name.used);
    if (!vcard->has_version)
        card_fault(vcard, FMT_VCARD_VERSION, card_place(vcard));
    for (unsigned i = 0; i < VALUES && fits; i++)
        fits = row_maker_add(&vcard->reader.maker, vcard->value[i].bytes, vcard->value[i].used, vcard->place[i]);
    row_maker_end(&vcard->reader.maker);
    vcard->reader.maker.raw = vcard->card.bytes;
    return fits;
}

/* A card begins here, or this is no file of vCards. */
static int begin_here(struct vcard_reader *vcard)
{
    struct property property;
    bool begins = property_read(vcard->property.bytes, &property) && property_is(&property, "BEGIN") &&
                  strcasecmp(property.value, "VCARD") == 0;
    return begins ? NAAST_OK : source_lost(vcard->reader.source, vcard->property_place, FMT_VCARD_NONE);
}

static int vcard_next(naast_reader *reader, bool *more)
{
    struct vcard_reader *vcard = (struct vcard_reader *)reader;
    int status = NAAST_OK;
    while (status == NAAST_OK && vcard->more && vcard->line.fault == FMT_NONE && is_blank(vcard->line.text))
        status = advance(vcard);
    *more = vcard->more;
    if (status != NAAST_OK || !vcard->more)
        return status;
    if (!card_begin(vcard))
        return formats_no_memory(reader->formats);
    status = unfold(vcard);
    if (status == NAAST_OK)
        status = begin_here(vcard);
    if (status == NAAST_OK)
        status = read_card(vcard);
    if (status == NAAST_OK && !card_end(vcard))
        status = formats_no_memory(reader->formats);
    return status;
}

static void texts_begin(struct vcard_reader *vcard)
{
    const naast_allocator *allocator = &vcard->reader.formats->allocator;
    vcard->property.allocator = vcard->card.allocator = vcard->other_name.allocator = allocator;
    for (unsigned i = 0; i < VALUES; i++)
        vcard->value[i].allocator = allocator;
    lines_begin(&vcard->lines, vcard->reader.source, LARGEST_LINE);
}

static int vcard_head(naast_reader *reader, const char *const *wanted, size_t count, bool *there)
{
    struct vcard_reader *vcard = (struct vcard_reader *)reader;
    bool fits = true;
    (void)wanted;
    (void)count;
    texts_begin(vcard);
    row_maker_begin(&reader->head, (struct place){1, 1});
    for (unsigned i = 0; i < VALUES && fits; i++)
        fits = row_maker_add(&reader->head, columns[i], strlen(columns[i]), (struct place){1, 1});
    row_maker_end(&reader->head);
    *there = true;
    return fits ? advance(vcard) : formats_no_memory(reader->formats);
}

/* The card, with the reason as a property of its own before its end; when it is read again, that is passed over. */
static bool vcard_reject(naast_reader *reader, struct output *out, const naast_reject_spec *reject)
{
    const struct text *card = &((struct vcard_reader *)reader)->card;
    const char *raw = card->bytes;
    char line[24];
    size_t length = card->used;
    while (length > 0 && raw[length - 1] == '\n')
        length--;
    while (length > 0 && raw[length - 1] != '\n')
        length--;
    output_bytes(out, raw, length);
    snprintf(line, sizeof line, "%lld", (long long)reject->line);
    output_text(out, "X-NAAST-REASON:line ");
    output_text(out, line);
    output_text(out, ": ");
    output_text(out, reject->field);
    output_text(out, *reject->field == '\0' ? "" : ": ");
    output_text(out, reject->reason);
    output_text(out, "\n");
    output_bytes(out, raw + length, card->used - length);
    return true;
}

static void vcard_close(naast_reader *reader)
{
    struct vcard_reader *vcard = (struct vcard_reader *)reader;
    const naast_allocator *allocator = &reader->formats->allocator;
    lines_end(&vcard->lines);
    memory_free(allocator, vcard->property.bytes);
    memory_free(allocator, vcard->card.bytes);
    memory_free(allocator, vcard->other_name.bytes);
    for (unsigned i = 0; i < VALUES; i++)
        memory_free(allocator, vcard->value[i].bytes);
}

static const struct row_format vcard_format = {vcard_head, vcard_next, vcard_reject, vcard_close};

naast_reader *vcard_reader_new(const naast_allocator *allocator)
{
    struct vcard_reader *vcard = memory_resize(allocator, NULL, sizeof *vcard);
    if (vcard == NULL)
        return NULL;
    memset(vcard, 0, sizeof *vcard);
    vcard->reader.format = &vcard_format;
    return &vcard->reader;
}
