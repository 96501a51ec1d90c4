import { useTranslation } from "react-i18next";

const ofStatement = "statement_line_";

/** What is wrong, in words; one that has no words yet stands as the server names it. */
export function useBreakKind(): (kind: string) => string {
  const { t } = useTranslation("finance");
  const wordsOr = (key: string, fallback: string) =>
    t(key as "payouts.breaks", { defaultValue: fallback.replaceAll("_", " ") });
  return (kind) =>
    kind.startsWith(ofStatement)
      ? wordsOr(`breaks.line.${kind.slice(ofStatement.length)}`, kind)
      : wordsOr(`breaks.kind.${kind}`, kind);
}
