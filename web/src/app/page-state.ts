/** What the server wrote into the page: facts the first draw needs, so that it asks nothing it could know. */

interface PageState {
  /** PayPal, Stripe and the bank are simulated. */
  isSandbox: boolean;
  /** The browser sent a session cookie; whether it still holds is another matter. */
  hasSession: boolean;
}

function metaOf(name: string): string | undefined {
  return document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content;
}

function readState(): PageState {
  try {
    return JSON.parse(metaOf("kampanye-state") ?? "") as PageState;
  } catch {
    // The development server of Vite fills in nothing.
    return { isSandbox: true, hasSession: true };
  }
}

export const pageState = readState();

/** Goes with every style element that a library makes; others are refused by the page's policy. */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? "";
}
