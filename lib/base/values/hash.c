/* hash.c: SHA-256, from nettle. */
#include "base/values/hash.h"

void hash_begin(struct hash *hash, uint8_t domain)
{
    sha256_init(&hash->context);
    sha256_update(&hash->context, 1, &domain);
}

void hash_add(struct hash *hash, const void *data, size_t len)
{
    if (len > 0)
        sha256_update(&hash->context, len, data);
}

void hash_end(struct hash *hash, uint8_t out[HASH_BYTES]) { sha256_digest(&hash->context, HASH_BYTES, out); }

void hash_hex(const uint8_t hash[HASH_BYTES], char out[HASH_HEX])
{
    static const char digits[] = "0123456789abcdef";
    for (int k = 0; k < HASH_BYTES; k++) {
        out[2 * k] = digits[hash[k] >> 4];
        out[2 * k + 1] = digits[hash[k] & 15];
    }
    out[HASH_HEX - 1] = '\0';
}
