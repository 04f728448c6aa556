/* byte_search.c: looks at every place once: the hash of four bytes shows whether any of the texts may begin there. */
#include "store/erase/byte_search.h"

#include "naast.h"

#include "base/env/buffer.h"
#include "base/env/env.h"
#include "base/env/memory.h"

#include <string.h>

enum { HASH_BITS = 16 };

void traces_init(struct traces *traces, struct env *env)
{
    *traces = (struct traces){.env = env};
    buffer_init(&traces->bytes, env);
}

void traces_free(struct traces *traces)
{
    buffer_free(&traces->bytes);
    mem_free(traces->env, traces->trace);
    mem_free(traces->env, traces->found);
    mem_free(traces->env, traces->first);
    traces_init(traces, traces->env);
}

static int add_stretch(struct traces *traces, const void *data, size_t len)
{
    int status = mem_reserve(traces->env, &traces->trace, &traces->capacity, traces->count + 1, sizeof *traces->trace);
    if (status != 0)
        return status;
    traces->trace[traces->count++] = (struct trace){.at = traces->bytes.len, .len = len, .of = traces->added};
    buffer_add(&traces->bytes, data, len);
    return traces->bytes.status;
}

int traces_add(struct traces *traces, const void *data, size_t len)
{
    const unsigned char *at = data;
    int status = 0;
    while (status == 0 && len >= TRACE_LEAST) {
        const size_t stretch = len < TRACE_LONGEST ? len : TRACE_LONGEST;
        status = add_stretch(traces, at, stretch);
        at += stretch;
        len -= stretch;
    }
    if (status == 0)
        traces->added++;
    return status;
}

static uint32_t hash_of(const unsigned char *bytes)
{
    uint32_t begins;
    memcpy(&begins, bytes, sizeof begins);
    return begins * UINT32_C(0x9E3779B1) >> (32 - HASH_BITS);
}

static const unsigned char *text_of(const struct traces *traces, size_t k)
{
    return (const unsigned char *)traces->bytes.data + traces->trace[k].at;
}

int traces_begin(struct traces *traces)
{
    traces->found = mem_zero(traces->env, traces->added + 1, 1);
    traces->first = mem_zero(traces->env, (size_t)1 << HASH_BITS, sizeof *traces->first);
    if (traces->found == NULL || traces->first == NULL)
        return NAAST_NO_MEMORY;
    for (size_t k = 0; k < traces->count; k++) {
        uint32_t *first = &traces->first[hash_of(text_of(traces, k))];
        traces->trace[k].next = *first;
        *first = (uint32_t)k + 1;
    }
    return 0;
}

void traces_look(struct traces *traces, const unsigned char *bytes, size_t len)
{
    for (size_t at = 0; at + TRACE_LEAST <= len; at++)
        for (size_t k = traces->first[hash_of(bytes + at)]; k != 0; k = traces->trace[k - 1].next) {
            const struct trace *trace = &traces->trace[k - 1];
            if (trace->len <= len - at && memcmp(bytes + at, text_of(traces, k - 1), trace->len) == 0)
                traces->found[trace->of] = 1;
        }
}

size_t traces_found(const struct traces *traces, size_t from, size_t until)
{
    size_t count = 0;
    for (size_t k = from; k < until; k++)
        count += traces->found[k];
    return count;
}
