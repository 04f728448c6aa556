/* shipped_bant.c: budget, authority, need and timeline, each on the customer's own word. */
#include "naast.h"

#include "domain/pipeline/shipped.h"

/* clang-format off */
static const naast_kind kinds[] = {
    {.code = "budget", .label = WORDS("budget", "budget"), .theirs = 1, .latest = 1},
    {.code = "authority", .label = WORDS("who decides and signs", "wie beslist en tekent"), .theirs = 1, .person = 1,
     .values = CODES("decides", "signs")},
    {.code = "need", .label = WORDS("need or challenge", "behoefte of uitdaging"), .theirs = 1},
    {.code = "timeline", .label = WORDS("timeline", "tijdlijn"), .theirs = 1, .latest = 1},
    {.code = "agreement", .label = WORDS("the yes", "het akkoord"), .theirs = 1, .latest = 1,
     .values = CODES("yes", "no"), .no = CODES("no")},
};

static const naast_check qualified[] = {
    {.code = "budget", .rule = NAAST_RULE_SOME, .kinds = CODES("budget"), .word = NAAST_WORD_CUSTOMER, .fresh_days = 90,
     .ask = WORDS("What have you set aside for this, or how will that be decided?",
                  "Wat is hiervoor gereserveerd, of hoe wordt dat besloten?")},
    {.code = "authority", .label = WORDS("who decides", "wie beslist"), .rule = NAAST_RULE_SOME, .kinds = CODES("authority"),
     .value = CODES("decides"), .word = NAAST_WORD_CUSTOMER,
     .ask = WORDS("Do you decide this yourself, or together with someone?",
                  "Beslis je dit zelf, of samen met iemand?")},
    {.code = "need", .rule = NAAST_RULE_SOME, .kinds = CODES("need"), .word = NAAST_WORD_CUSTOMER,
     .ask = WORDS("What would you like to be different, and why now?",
                  "Wat wil je graag anders, en waarom nu?")},
    {.code = "timeline", .rule = NAAST_RULE_SOME, .kinds = CODES("timeline"), .word = NAAST_WORD_CUSTOMER, .fresh_days = 90,
     .ask = WORDS("When should it be there, and what makes that the moment?",
                  "Wanneer moet het er zijn, en waarom juist dan?")},
};

static const naast_check agreed[] = {
    {.code = "agreed", .label = WORDS("the yes", "het akkoord"), .rule = NAAST_RULE_SOME, .kinds = CODES("agreement"),
     .word = NAAST_WORD_CUSTOMER, .by = "decides",
     .ask = WORDS("Shall we do this together?", "Gaan we dit samen doen?")},
};

static const naast_stage stages[] = {
    {.code = "lead", .label = WORDS("Lead", "Eerste contact"),
     .gate = GATE("qualified", qualified, "Budget, authority, need and timeline known",
                  "Budget, beslisser, behoefte en tijdlijn bekend")},
    {.code = "opportunity", .label = WORDS("Opportunity", "Kans"),
     .gate = GATE("agreed", agreed, "Agreed", "Akkoord")},
    {.code = "won", .label = WORDS("Won", "Samen aan de slag"), .won = 1},
};
/* clang-format on */

const naast_pipeline shipped_bant = {
    PIPELINE_SIZES,   .code = "bant",
    .kinds = kinds,   .kind_count = COUNT_OF(kinds),
    .stages = stages, .stage_count = COUNT_OF(stages),
};
