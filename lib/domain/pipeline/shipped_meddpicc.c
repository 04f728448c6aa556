/* shipped_meddpicc.c: metrics, economic buyer, criteria, decision and paper process, pain, champion, competition. */
#include "naast.h"

#include "domain/pipeline/shipped.h"

/* clang-format off */
static const naast_kind kinds[] = {
    {.code = "need", .label = WORDS("pain or need", "pijn of behoefte"), .theirs = 1},
    {.code = "why", .label = WORDS("underlying question", "onderliggende vraag"), .theirs = 1, .about = CODES("need")},
    {.code = "metric", .label = WORDS("what they will measure", "waaraan zij het meten"), .theirs = 1},
    {.code = "authority", .label = WORDS("who decides and signs", "wie beslist en tekent"), .theirs = 1, .person = 1,
     .values = CODES("decides", "signs")},
    {.code = "met", .label = WORDS("spoken with", "gesproken"), .person = 1, .by_speaking = 1},
    {.code = "champion", .label = WORDS("champion", "ambassadeur"), .person = 1},
    {.code = "test", .label = WORDS("what the champion did", "wat de ambassadeur deed"), .about = CODES("champion")},
    {.code = "competitor", .label = WORDS("alternative", "alternatief")},
    {.code = "answer", .label = WORDS("why us, or why not", "waarom wij, of juist niet"), .about = CODES("competitor")},
    {.code = "criterion", .label = WORDS("decision criterion", "keuzecriterium"), .theirs = 1},
    {.code = "proof", .label = WORDS("proof", "bewijs"), .about = CODES("criterion")},
    {.code = "process", .label = WORDS("how they decide", "hoe zij besluiten"), .theirs = 1, .latest = 1},
    {.code = "paper", .label = WORDS("paperwork", "papierwerk"), .theirs = 1, .latest = 1},
    {.code = "agreement", .label = WORDS("the yes", "het akkoord"), .theirs = 1, .latest = 1,
     .values = CODES("yes", "no"), .no = CODES("no")},
    {.code = "signature", .label = WORDS("signature", "handtekening"), .theirs = 1, .latest = 1},
};

static const naast_check pain_identified[] = {
    {.code = "identify_pain", .label = WORDS("pain identified", "pijn benoemd"), .rule = NAAST_RULE_SOME,
     .kinds = CODES("need"), .word = NAAST_WORD_CUSTOMER,
     .ask = WORDS("What gets in your way, and whom does it hurt?", "Wat zit jullie in de weg, en wie heeft daar last van?")},
    {.code = "pain_why", .label = WORDS("what is under the pain", "wat onder de pijn zit"), .rule = NAAST_RULE_EVERY,
     .kinds = CODES("need"), .has = CODES("why"), .word = NAAST_WORD_CUSTOMER,
     .ask = WORDS("What happens if nothing changes?", "Wat gebeurt er als er niets verandert?")},
    {.code = "champion", .rule = NAAST_RULE_SOME, .kinds = CODES("champion"),
     .ask = WORDS("Who inside would want this even without us?", "Wie van jullie zou dit ook zonder ons willen?")},
};

static const naast_check qualified[] = {
    {.code = "metrics", .label = WORDS("what they will measure", "waaraan zij het meten"), .rule = NAAST_RULE_SOME,
     .kinds = CODES("metric"), .word = NAAST_WORD_CUSTOMER,
     .ask = WORDS("In which figure will you see that it worked?", "Aan welk cijfer zie je straks dat het werkte?")},
    {.code = "economic_buyer", .label = WORDS("who decides", "wie beslist"), .rule = NAAST_RULE_SOME,
     .kinds = CODES("authority"), .value = CODES("decides"), .word = NAAST_WORD_CUSTOMER,
     .ask = WORDS("Who can say yes to the money?", "Wie kan ja zeggen tegen de uitgave?")},
    {.code = "buyer_met", .label = WORDS("spoken with the decider", "de beslisser gesproken"), .rule = NAAST_RULE_EVERY,
     .kinds = CODES("authority"), .value = CODES("decides"), .has = CODES("met"),
     .ask = WORDS("Would you introduce us to …?", "Wil je ons voorstellen aan …?")},
    {.code = "champion_tested", .label = WORDS("champion in action", "ambassadeur in actie"), .rule = NAAST_RULE_EVERY,
     .kinds = CODES("champion"), .has = CODES("test"),
     .ask = WORDS("What did our champion do for this when we were not there?",
                  "Wat deed onze ambassadeur hiervoor toen wij er niet bij waren?"),
     .ask_us = WORDS("What did our champion do for this when we were not there?",
                     "Wat deed onze ambassadeur hiervoor toen wij er niet bij waren?")},
    {.code = "competition", .label = WORDS("alternatives", "alternatieven"), .rule = NAAST_RULE_SOME,
     .kinds = CODES("competitor"), .none_ok = 1,
     .ask = WORDS("What else are you considering, doing nothing included?",
                  "Wat overwegen jullie nog meer, niets doen inbegrepen?")},
    {.code = "competition_answered", .label = WORDS("why us, or why not", "waarom wij, of juist niet"),
     .rule = NAAST_RULE_EVERY, .kinds = CODES("competitor"), .has = CODES("answer"), .none_ok = 1, .advisory = 1,
     .ask = WORDS("Where are we honestly better than …, and where not?",
                  "Waarin zijn wij eerlijk gezegd beter dan …, en waarin niet?"),
     .ask_us = WORDS("Where are we honestly better than …, and where not?",
                     "Waarin zijn wij eerlijk gezegd beter dan …, en waarin niet?")},
};

static const naast_check decision_ready[] = {
    {.code = "decision_criteria", .label = WORDS("decision criteria", "keuzecriteria"), .rule = NAAST_RULE_SOME,
     .kinds = CODES("criterion"), .word = NAAST_WORD_CUSTOMER,
     .ask = WORDS("What will you compare on when you choose?", "Waarop vergelijken jullie bij de keuze?")},
    {.code = "criteria_proven", .label = WORDS("criteria proven", "criteria bewezen"), .rule = NAAST_RULE_EVERY,
     .kinds = CODES("criterion"), .has = CODES("proof"),
     .ask = WORDS("What would you need to see to be sure of this?", "Wat wil je zien om hier zeker van te zijn?")},
    {.code = "decision_process", .label = WORDS("how they decide", "hoe zij besluiten"), .rule = NAAST_RULE_SOME,
     .kinds = CODES("process"), .word = NAAST_WORD_CUSTOMER, .fresh_days = 60,
     .ask = WORDS("Which steps lie between now and a decision, and who takes them?",
                  "Welke stappen zitten er tussen nu en een besluit, en wie zet ze?")},
    {.code = "paper_process", .label = WORDS("paperwork", "papierwerk"), .rule = NAAST_RULE_SOME, .kinds = CODES("paper"),
     .word = NAAST_WORD_CUSTOMER, .none_ok = 1, .fresh_days = 60,
     .ask = WORDS("Which papers must be signed, and through whose hands do they go?",
                  "Welke papieren moeten getekend worden, en door wiens handen gaan ze?")},
    {.code = "agreed", .label = WORDS("the yes", "het akkoord"), .rule = NAAST_RULE_SOME, .kinds = CODES("agreement"),
     .word = NAAST_WORD_CUSTOMER, .by = "decides",
     .ask = WORDS("Shall we do this together?", "Gaan we dit samen doen?")},
};

static const naast_stage stages[] = {
    {.code = "identify", .label = WORDS("Identify", "Verkennen"),
     .gate = GATE("pain_identified", pain_identified, "Pain identified", "Pijn benoemd")},
    {.code = "qualify", .label = WORDS("Qualify", "Toetsen"),
     .gate = GATE("qualified", qualified, "Qualified", "Getoetst")},
    {.code = "prove", .label = WORDS("Prove", "Bewijzen"),
     .gate = GATE("decision_ready", decision_ready, "Ready to decide", "Klaar om te besluiten")},
    {.code = "signed", .label = WORDS("Signed", "Getekend"), .won = 1},
};
/* clang-format on */

const naast_pipeline shipped_meddpicc = {
    PIPELINE_SIZES,   .code = "meddpicc",
    .kinds = kinds,   .kind_count = COUNT_OF(kinds),
    .stages = stages, .stage_count = COUNT_OF(stages),
};
