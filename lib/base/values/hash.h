/* hash.h: SHA-256. */
#ifndef BASE_VALUES_HASH_H
#define BASE_VALUES_HASH_H

#include <nettle/sha2.h>
#include <stddef.h>
#include <stdint.h>

struct sha256_ctx;

enum { HASH_BYTES = 32, HASH_HEX = 65 };

struct hash {
    struct sha256_ctx context;
};
void hash_begin(struct hash *hash, uint8_t domain); /* the first byte says what is hashed */
void hash_add(struct hash *hash, const void *data, size_t len);
void hash_end(struct hash *hash, uint8_t out[HASH_BYTES]);
void hash_hex(const uint8_t hash[HASH_BYTES], char out[HASH_HEX]);

#endif
