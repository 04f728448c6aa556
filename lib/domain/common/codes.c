/* codes.c: lists of codes, which end in NULL. */
#include "domain/common/codes.h"

#include "naast.h"

#include "base/env/env.h"

#include <string.h>

int codes_any(naast_codes codes) { return codes != NULL && codes[0] != NULL; }

int codes_have(naast_codes codes, const char *code)
{
    if (codes == NULL || code == NULL)
        return 0;
    for (; *codes != NULL; codes++)
        if (**codes == *code && strcmp(*codes, code) == 0)
            return 1;
    return 0;
}
