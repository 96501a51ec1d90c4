import type { Language } from "../api/contract";

/** Languages of the product; the first part of every address says which. */
export const languages = ["en", "id", "th"] as const satisfies readonly Language[];

export const languageNames: Record<Language, string> = {
  en: "English",
  id: "Bahasa Indonesia",
  th: "ไทย",
};

const chosenKey = "kampanye-language";

export function isLanguage(text: string | undefined): text is Language {
  return languages.some((language) => language === text);
}

/** What the visitor chose last time, else what the browser asks for, else English. */
export function preferredLanguage(): Language {
  const wishes = [localStorage.getItem(chosenKey) ?? "", ...navigator.languages];
  const known = wishes.map((wish) => wish.slice(0, 2).toLowerCase()).find(isLanguage);
  return known ?? "en";
}

export function rememberLanguage(language: Language): void {
  localStorage.setItem(chosenKey, language);
}

/** The same page in another language. */
export function inLanguage(path: string, language: Language): string {
  const [, first, ...rest] = path.split("/");
  const tail = isLanguage(first) ? rest : [first ?? "", ...rest];
  return `/${[language, ...tail].filter((part) => part !== "").join("/")}`;
}
