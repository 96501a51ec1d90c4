/** The plain pages a buyer sees at the simulated providers. No scripts, no styles from elsewhere. */
import { type Reply, textReply } from "./http-types";

export function escapeHtml(value: string): string {
  return value.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}

interface PageButton {
  /** Value of the form field `action`. */
  readonly action: string;
  readonly label: string;
}

export interface PaymentPage {
  readonly title: string;
  /** Name and value pairs shown above the buttons. */
  readonly facts: readonly (readonly [string, string])[];
  /** Where the buttons post to; undefined shows no form. */
  readonly postTo?: string;
  readonly hidden?: Readonly<Record<string, string>>;
  readonly buttons?: readonly PageButton[];
  readonly note?: string;
}

/** A page with a form whose submit buttons are all named `action`. */
export function pageReply(status: number, page: PaymentPage): Reply {
  const rows = page.facts
    .map(([name, value]) => `<tr><th>${escapeHtml(name)}</th><td>${escapeHtml(value)}</td></tr>`)
    .join("");
  const hidden = Object.entries(page.hidden ?? {})
    .map(
      ([name, value]) =>
        `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
    )
    .join("");
  const buttons = (page.buttons ?? [])
    .map(
      (b) =>
        `<button type="submit" name="action" value="${escapeHtml(b.action)}">${escapeHtml(b.label)}</button>`,
    )
    .join(" ");
  const form = page.postTo
    ? `<form method="post" action="${escapeHtml(page.postTo)}">${hidden}${buttons}</form>`
    : "";
  const note = page.note ? `<p role="status">${escapeHtml(page.note)}</p>` : "";
  const html = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(page.title)}</title>
<style>body{font:16px/1.5 sans-serif;max-width:32rem;margin:3rem auto;padding:0 1rem}th{text-align:left;padding-right:1rem}
button{font:inherit;padding:.5rem 1rem}.sandbox{background:#fe9;padding:.25rem .5rem}</style></head>
<body><p class="sandbox">Sandbox: no real money moves here.</p><h1>${escapeHtml(page.title)}</h1>
${note}<table>${rows}</table>${form}</body></html>`;
  return textReply(status, "text/html; charset=utf-8", html);
}

/** `url` with query parameters added; undefined when it is no absolute http or https address. */
export function withQuery(
  url: string,
  query: Readonly<Record<string, string>>,
): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const parsed = new URL(url);
  if (!/^https?:$/.test(parsed.protocol)) return undefined;
  for (const [name, value] of Object.entries(query)) parsed.searchParams.set(name, value);
  return parsed.toString();
}
