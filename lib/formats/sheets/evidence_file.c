/* evidence_file.c: the name and the SHA-256 of a file that is evidence. */
#include <errno.h>
#include <nettle/sha2.h>
#include <stdio.h>
#include <string.h>

#include "naast-formats.h"
#include "naast.h"
#include "formats/base/formats.h"

/* NAAST_OK, or what was wrong with it, as errno says. */
static int digest_file(FILE *file, unsigned char sha256[NAAST_SHA256_SIZE])
{
    struct sha256_ctx context;
    unsigned char block[16384];
    size_t got;
    sha256_init(&context);
    while ((got = fread(block, 1, sizeof(block), file)) > 0)
        sha256_update(&context, got, block);
    if (ferror(file))
        return NAAST_IO;
    sha256_digest(&context, NAAST_SHA256_SIZE, sha256);
    return NAAST_OK;
}

int naast_evidence_file(naast_formats *formats, const char *path, const char **name,
                        unsigned char sha256[NAAST_SHA256_SIZE])
{
    unsigned char digest[NAAST_SHA256_SIZE];
    if (formats == NULL)
        return NAAST_INVALID;
    formats_clear_fault(formats);
    if (path == NULL || name == NULL || sha256 == NULL)
        return FAIL(formats, FMT_NOT_GIVEN, path == NULL ? "path" : name == NULL ? "name" : "sha256");
    FILE *file = fopen(path, "rbe");
    if (file == NULL)
        return FAIL(formats, errno == ENOENT ? FMT_EVIDENCE_FILE_MISSING : FMT_EVIDENCE_FILE_UNREAD, path,
                    strerror(errno));
    const int status = digest_file(file, digest);
    fclose(file);
    if (status != NAAST_OK)
        return FAIL(formats, FMT_EVIDENCE_FILE_UNREAD, path, strerror(EIO));
    const char *slash = strrchr(path, '/');
    *name = slash == NULL ? path : slash + 1;
    memcpy(sha256, digest, sizeof digest);
    return NAAST_OK;
}
