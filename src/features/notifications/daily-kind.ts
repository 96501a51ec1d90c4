/** The letter of the day. It stands in no list: what it names stands there already. */
export const dailyKind = "daily_letter";
