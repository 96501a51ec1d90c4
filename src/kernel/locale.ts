/** Languages in which every text of the product exists. */
export const locales = ["en", "id", "th"] as const;
export type Locale = (typeof locales)[number];
export const defaultLocale: Locale = "en";
