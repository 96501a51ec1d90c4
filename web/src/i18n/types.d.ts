/** Keys are checked by the compiler against the English files. */
import "i18next";
import type brand from "../locales/en/brand.json";
import type common from "../locales/en/common.json";
import type creator from "../locales/en/creator.json";
import type finance from "../locales/en/finance.json";
import type operator from "../locales/en/operator.json";
import type publicTexts from "../locales/en/public.json";
import type shared from "../locales/en/shared.json";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "common";
    resources: {
      common: typeof common;
      public: typeof publicTexts;
      brand: typeof brand;
      creator: typeof creator;
      finance: typeof finance;
      operator: typeof operator;
      shared: typeof shared;
    };
  }
}
