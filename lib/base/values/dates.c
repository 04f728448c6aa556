/* dates.c: calendar dates (proleptic Gregorian, years 1 to 9999) as numbers YYYYMMDD, and days counted from 1970. */
#include "base/values/dates.h"

#include "naast.h"

static const int64_t DAY = INT64_C(86400) * 1000000;
static const int64_t FIRST_DAY = -719162, LAST_DAY = 2932896; /* 0001-01-01 and 9999-12-31 */

static int days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[month - 1];
}

int date_valid(naast_date date)
{
    int year = date / 10000, month = date / 100 % 100, day = date % 100;
    return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= days_in_month(year, month);
}

/* Years are counted from March, so that the leap day is the last of its year; 400 of them have 146,097 days. */
int64_t date_to_days(naast_date date)
{
    int64_t year = date / 10000, month = date / 100 % 100, day = date % 100;
    year -= month <= 2;
    int64_t era = year / 400, of_era = year - era * 400;
    int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

naast_date date_from_days(int64_t days)
{
    if (days < FIRST_DAY || days > LAST_DAY)
        return 0;
    days += 719468;
    int64_t era = days / 146097, of_era = days - era * 146097;
    int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
    int64_t march = (5 * of_year + 2) / 153, day = of_year - (153 * march + 2) / 5 + 1;
    int64_t month = march < 10 ? march + 3 : march - 9;
    return (naast_date)((year + era * 400 + (month <= 2)) * 10000 + month * 100 + day);
}

naast_time date_start(naast_date date) { return date_to_days(date) * DAY; }
naast_time date_end(naast_date date) { return date_start(date) + DAY; }

void date_format(naast_date date, char out[11])
{
    if (!date_valid(date)) {
        out[0] = '\0';
        return;
    }
    out[10] = '\0';
    for (int k = 9; k >= 0; k--) {
        if (k == 4 || k == 7) {
            out[k] = '-';
        } else {
            out[k] = (char)('0' + date % 10);
            date /= 10;
        }
    }
}

naast_date naast_date_add(naast_date date, int32_t days)
{
    return date_valid(date) ? date_from_days(date_to_days(date) + days) : 0;
}

int32_t naast_days_between(naast_date from, naast_date to)
{
    return date_valid(from) && date_valid(to) ? (int32_t)(date_to_days(to) - date_to_days(from)) : 0;
}

naast_date naast_date_of(naast_time time)
{
    if (time == 0)
        return 0;
    return date_from_days(time / DAY - (time % DAY < 0));
}
