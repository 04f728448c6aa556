/*
 * presets.c: the exports of Pipedrive, HubSpot and Salesforce, as docs/import.md lists them. Columns that a file
 * does not have are passed over, since people choose what they export.
 */
#include "formats/mapping/presets.h"

#include <stddef.h>
#include <string.h>

#include "naast-exchange.h"
#include "naast-formats.h"

#define COLUMN(field, ...)                                                                                             \
    {                                                                                                                  \
        NAAST_FIELD_##field, { __VA_ARGS__ }                                                                           \
    }
#define COLUMNS_END                                                                                                    \
    {                                                                                                                  \
        NAAST_FIELD_COUNT, { NULL }                                                                                    \
    }
#define STAGES_END                                                                                                     \
    {                                                                                                                  \
        NULL, NULL                                                                                                     \
    }

/* --- Pipedrive: the stage says where, the status says how it ended --- */

static const struct preset_column pipedrive_deals[] = {
    COLUMN(TITLE, "Deal - Title"),
    COLUMN(ORG, "Deal - Organization", "Organization - Name", "Organization"),
    COLUMN(CONTACT, "Deal - Contact person", "Person - Name", "Contact person"),
    COLUMN(EMAIL, "Person - Email - Work", "Person - Email (Work)", "Person - Email"),
    COLUMN(OWNER, "Deal - Owner"),
    COLUMN(AMOUNT, "Deal - Value"),
    COLUMN(CURRENCY, "Deal - Currency of Value", "Deal - Currency"),
    COLUMN(STAGE, "Deal - Stage"),
    COLUMN(OUTCOME, "Deal - Status"),
    COLUMN(OPENED, "Deal - Deal created", "Deal - Deal created on"),
    COLUMN(CLOSED, "Deal - Deal closed on", "Deal - Closed on"),
    COLUMN(EXPECTED, "Deal - Expected close date"),
    COLUMN(SOURCE, "Deal - Source channel"),
    COLUMN(EXTERNAL_ID, "Deal - ID"),
    COLUMNS_END,
};
static const naast_stage_mapping pipedrive_stages[] = {
    {"Lead In", "discovery"},
    {"Qualified", "discovery"},
    {"Contact Made", "discovery"},
    {"Demo Scheduled", "match"},
    {"Proposal Made", "value"},
    {"Negotiations Started", "terms"},
    STAGES_END,
};
static const naast_stage_mapping pipedrive_statuses[] = {
    {"Open", "open"}, {"Won", "won"}, {"Lost", "lost"}, STAGES_END};
static const struct preset_column pipedrive_orgs[] = {COLUMN(NAME, "Organization - Name", "Name"), COLUMNS_END};
static const struct preset_column pipedrive_people[] = {
    COLUMN(NAME, "Person - Name"),
    COLUMN(GIVEN_NAME, "Person - First name"),
    COLUMN(FAMILY_NAME, "Person - Last name"),
    COLUMN(EMAIL, "Person - Email - Work", "Person - Email (Work)", "Person - Email"),
    COLUMN(ORG, "Person - Organization", "Organization - Name"),
    COLUMNS_END,
};

/* --- HubSpot: one close date, and stages that say how it ended --- */

static const struct preset_column hubspot_deals[] = {
    COLUMN(TITLE, "Deal Name"),
    COLUMN(ORG, "Associated Company (Primary)", "Associated Company"),
    COLUMN(OWNER, "Deal owner"),
    COLUMN(AMOUNT, "Amount"),
    COLUMN(CURRENCY, "Currency"),
    COLUMN(STAGE, "Deal Stage"),
    COLUMN(OPENED, "Create Date"),
    COLUMN(CLOSES, "Close Date"),
    COLUMN(EXTERNAL_ID, "Record ID", "Deal ID"),
    COLUMN(NOTE, "Deal Description"),
    COLUMNS_END,
};
static const naast_stage_mapping hubspot_stages[] = {
    {"Appointment Scheduled", "discovery"},
    {"Qualified To Buy", "match"},
    {"Presentation Scheduled", "match"},
    {"Decision Maker Bought-In", "decision"},
    {"Contract Sent", "terms"},
    {"Closed Won", "won"},
    {"Closed Lost", "lost"},
    STAGES_END,
};
static const struct preset_column hubspot_orgs[] = {COLUMN(NAME, "Company name"), COLUMN(NOTE, "Description"),
                                                    COLUMNS_END};
static const struct preset_column hubspot_people[] = {
    COLUMN(GIVEN_NAME, "First Name"),
    COLUMN(FAMILY_NAME, "Last Name"),
    COLUMN(EMAIL, "Email"),
    COLUMN(ORG, "Associated Company (Primary)", "Associated Company", "Company Name"),
    COLUMNS_END,
};

/* --- Salesforce: a report; dates are written as the user's locale has them --- */

static const struct preset_column salesforce_deals[] = {
    COLUMN(TITLE, "Opportunity Name"),
    COLUMN(ORG, "Account Name"),
    COLUMN(OWNER, "Opportunity Owner"),
    COLUMN(AMOUNT, "Amount"),
    COLUMN(CURRENCY, "Amount Currency", "Opportunity Currency"),
    COLUMN(STAGE, "Stage"),
    COLUMN(OPENED, "Created Date"),
    COLUMN(CLOSES, "Close Date"),
    COLUMN(SOURCE, "Lead Source"),
    COLUMN(EXTERNAL_ID, "Opportunity ID"),
    COLUMN(NOTE, "Description"),
    COLUMNS_END,
};
static const naast_stage_mapping salesforce_stages[] = {
    {"Prospecting", "discovery"},
    {"Qualification", "discovery"},
    {"Needs Analysis", "discovery"},
    {"Value Proposition", "match"},
    {"Id. Decision Makers", "match"},
    {"Perception Analysis", "value"},
    {"Proposal/Price Quote", "value"},
    {"Negotiation/Review", "terms"},
    {"Closed Won", "won"},
    {"Closed Lost", "lost"},
    STAGES_END,
};
static const struct preset_column salesforce_orgs[] = {COLUMN(NAME, "Account Name"),
                                                       COLUMN(NOTE, "Description", "Account Description"), COLUMNS_END};
static const struct preset_column salesforce_people[] = {
    COLUMN(NAME, "Full Name", "Name"), COLUMN(GIVEN_NAME, "First Name"),
    COLUMN(FAMILY_NAME, "Last Name"),  COLUMN(EMAIL, "Email"),
    COLUMN(ORG, "Account Name"),       COLUMNS_END,
};

static const struct import_preset presets[] = {
    {"pipedrive", NAAST_IMPORT_DEALS, pipedrive_deals, pipedrive_stages, pipedrive_statuses, "%Y-%m-%d %H:%M:%S"},
    {"hubspot", NAAST_IMPORT_DEALS, hubspot_deals, hubspot_stages, NULL, "%Y-%m-%d %H:%M"},
    {"salesforce", NAAST_IMPORT_DEALS, salesforce_deals, salesforce_stages, NULL, NULL},
    {"pipedrive", NAAST_IMPORT_ORGS, pipedrive_orgs, NULL, NULL, NULL},
    {"hubspot", NAAST_IMPORT_ORGS, hubspot_orgs, NULL, NULL, NULL},
    {"salesforce", NAAST_IMPORT_ORGS, salesforce_orgs, NULL, NULL, NULL},
    {"pipedrive", NAAST_IMPORT_PEOPLE, pipedrive_people, NULL, NULL, NULL},
    {"hubspot", NAAST_IMPORT_PEOPLE, hubspot_people, NULL, NULL, NULL},
    {"salesforce", NAAST_IMPORT_PEOPLE, salesforce_people, NULL, NULL, NULL},
};

const struct import_preset *import_preset_find(const char *name, naast_import_kind kind)
{
    for (size_t i = 0; i < sizeof presets / sizeof presets[0]; i++) {
        if (presets[i].kind == kind && strcmp(presets[i].name, name) == 0)
            return &presets[i];
    }
    return NULL;
}

const char *naast_preset_name(size_t index)
{
    static const char *const names[] = {"pipedrive", "hubspot", "salesforce"};
    return index < sizeof names / sizeof names[0] ? names[index] : NULL;
}
