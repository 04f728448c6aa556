/* file_evidence.c: the name and the SHA-256 of a file that is evidence. */
#include "input/file_evidence.h"

#include <errno.h>
#include <nettle/sha2.h>
#include <stdio.h>
#include <string.h>

#include "naast.h"
#include "base/arena.h"
#include "base/context.h"
#include "term/message.h"
#include "words/words.h"

int file_evidence(struct cli *cli, const char *path, const char **name, const unsigned char **sha256)
{
    struct sha256_ctx context;
    unsigned char block[16384];
    size_t got;
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return cli_failed(cli, errno == ENOENT ? NAAST_NOT_FOUND : NAAST_IO, W_FILE_UNREAD, path, strerror(errno));
    sha256_init(&context);
    while ((got = fread(block, 1, sizeof(block), file)) > 0)
        sha256_update(&context, got, block);
    int broken = ferror(file);
    fclose(file);
    if (broken)
        return cli_failed(cli, NAAST_IO, W_FILE_UNREAD, path, strerror(EIO));
    unsigned char *digest = cli_keep(cli, SHA256_DIGEST_SIZE);
    sha256_digest(&context, SHA256_DIGEST_SIZE, digest);
    const char *slash = strrchr(path, '/');
    *name = slash == NULL ? path : slash + 1;
    *sha256 = digest;
    return NAAST_OK;
}
