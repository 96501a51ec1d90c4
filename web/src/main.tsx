import "@mantine/core/styles.css";
import "@mantine/notifications/styles.css";
import "@fontsource-variable/inter/wght.css";
import "./design/fonts.css";
import "./design/design.css";
import { createRoot } from "react-dom/client";
import { call } from "./api/client";
import type { Me } from "./api/contract";
import { Console } from "./app/console";
import { pageState, styleNonce } from "./app/page-state";
import { startTexts } from "./i18n";
import { isLanguage, preferredLanguage } from "./i18n/languages";

/** Libraries that add style elements without Mantine look for the nonce under this name. */
declare global {
  var __webpack_nonce__: string | undefined;
}

async function whoAmI(): Promise<Me | undefined> {
  if (!pageState.hasSession) return undefined;
  return await call("GET /v1/me").catch(() => undefined);
}

async function start(): Promise<void> {
  globalThis.__webpack_nonce__ = styleNonce();
  const first = window.location.pathname.split("/")[1];
  const language = isLanguage(first) ? first : preferredLanguage();
  document.documentElement.lang = language;
  const [me] = await Promise.all([whoAmI(), startTexts(language)]);
  const root = document.getElementById("root");
  if (!root) throw new Error("The page has no root");
  createRoot(root).render(<Console me={me} />);
}

void start();
