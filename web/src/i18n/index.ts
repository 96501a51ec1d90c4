/** Texts of the console: one file for each language and area, loaded when a page of that area opens. */
import i18next, { type BackendModule } from "i18next";
import { initReactI18next } from "react-i18next";
import type { Language } from "../api/contract";
import { languages, rememberLanguage } from "./languages";

type Texts = Record<string, string>;

/** Addresses of the texts, which are data and no script: browsers read them quicker so. */
const files = import.meta.glob<string>("../locales/*/*.json", {
  query: "?url",
  import: "default",
  eager: true,
});

const backend: BackendModule = {
  type: "backend",
  init: () => undefined,
  read: (language, area, done) => {
    const address = files[`../locales/${language}/${area}.json`];
    if (!address) {
      done(new Error(`No texts for ${area} in ${language}`), null);
      return;
    }
    const read = async () => {
      try {
        const answer = await fetch(address);
        done(null, (await answer.json()) as Texts);
      } catch (error) {
        done(error as Error, null);
      }
    };
    void read();
  },
};

/** Starts with the language of the page; nothing is drawn before its texts are here. */
export async function startTexts(language: Language): Promise<void> {
  await i18next
    .use(backend)
    .use(initReactI18next)
    .init({
      lng: language,
      fallbackLng: false,
      supportedLngs: [...languages],
      ns: ["common"],
      defaultNS: "common",
      // React escapes by itself.
      interpolation: { escapeValue: false },
      returnNull: false,
    });
  announce(language);
}

function announce(language: Language): void {
  document.documentElement.lang = language;
  rememberLanguage(language);
}

/** Loads what is missing in the other language first, so that no page shows half of each. */
export async function changeLanguage(language: Language): Promise<void> {
  if (i18next.language === language) return;
  await i18next.changeLanguage(language);
  announce(language);
}

export async function loadTexts(areas: readonly string[]): Promise<void> {
  await i18next.loadNamespaces(areas);
}
