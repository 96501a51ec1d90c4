/** Fills the page that the console starts from: its language, its name, and what links to it show. */
import { type Locale, locales } from "../../kernel/locale";
import {
  insideTitle,
  type PageText,
  type PublicPage,
  publicPages,
  scriptNeeded,
} from "./page-texts";

const publicPaths: Readonly<Record<string, PublicPage>> = {
  "": "landing",
  campaigns: "campaigns",
  consultation: "consultation",
  creators: "creators",
  opinions: "opinions",
  "log-in": "logIn",
  "register/brand": "registerBrand",
  "register/creator": "registerCreator",
};

export function escapeHtml(text: string): string {
  const named: Record<string, string> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  return text.replaceAll(/[&<>"']/g, (mark) => named[mark] ?? mark);
}

/** `/th/campaigns` → language and what comes after it; no language for addresses somebody typed without one. */
export function splitPath(path: string): { locale: Locale | undefined; rest: string } {
  const [first = "", ...others] = path.split("/").filter((part) => part !== "");
  const locale = locales.find((known) => known === first);
  return locale
    ? { locale, rest: others.join("/") }
    : { locale, rest: [first, ...others].join("/") };
}

/** What the page is called; undefined inside the console. */
export function textOf(rest: string, locale: Locale): PageText | undefined {
  const page = Object.hasOwn(publicPaths, rest) ? publicPaths[rest] : undefined;
  return page && publicPages[page][locale];
}

export interface PageFacts {
  locale: Locale;
  /** Path after the language, without slashes around it. */
  rest: string;
  /** Absent for pages that only people who are logged in see. */
  text: PageText | undefined;
  publicUrl: string;
  nonce: string;
  state: { isSandbox: boolean; hasSession: boolean };
}

function addressOf({ publicUrl, rest }: PageFacts, locale: Locale): string {
  return `${publicUrl.replace(/\/$/, "")}/${[locale, rest].filter((part) => part !== "").join("/")}`;
}

function headOf(facts: PageFacts): string {
  const { text, locale } = facts;
  if (!text) return '<meta name="robots" content="noindex">';
  const meta = (name: string, content: string) => `<meta ${name} content="${escapeHtml(content)}">`;
  const link = (rest: string, href: string) => `<link ${rest} href="${escapeHtml(href)}">`;
  return [
    meta('name="description"', text.description),
    meta('property="og:type"', "website"),
    meta('property="og:site_name"', "Kampanye"),
    meta('property="og:title"', text.title),
    meta('property="og:description"', text.description),
    meta('property="og:url"', addressOf(facts, locale)),
    meta('property="og:locale"', locale),
    meta('name="twitter:card"', "summary"),
    link('rel="canonical"', addressOf(facts, locale)),
    ...locales.map((other) => link(`rel="alternate" hreflang="${other}"`, addressOf(facts, other))),
    link('rel="alternate" hreflang="x-default"', addressOf(facts, "en")),
  ].join("\n  ");
}

function noscriptOf({ text, locale }: PageFacts): string {
  const needed = `<p>${escapeHtml(scriptNeeded[locale])}</p>`;
  if (!text) return needed;
  return `<h1>${escapeHtml(text.title)}</h1><p>${escapeHtml(text.description)}</p>${needed}`;
}

/** The template with its marks replaced. Everything that is put in is escaped. */
export function fillPage(template: string, facts: PageFacts): string {
  const values: Record<string, string> = {
    "{{lang}}": facts.locale,
    "{{title}}": escapeHtml(facts.text?.title ?? insideTitle),
    "{{nonce}}": facts.nonce,
    "{{state}}": escapeHtml(JSON.stringify(facts.state)),
    "{{text}}": noscriptOf(facts),
    "<!--head-->": headOf(facts),
  };
  return template.replaceAll(/\{\{\w+\}\}|<!--head-->/g, (mark) => values[mark] ?? "");
}
