/** Currencies people filter by. */
const codes =
  "AUD BHD BRL CAD CHF CZK DKK EUR GBP HKD HUF IDR ILS INR JPY KRW KWD MXN MYR NOK NZD PHP PLN SEK SGD THB TWD USD VND";

export const currencyOptions = codes.split(" ").map((code) => ({ value: code, label: code }));
