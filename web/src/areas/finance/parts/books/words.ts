/** Words for the stable codes of the API. A code nobody has translated yet is still shown, without its underscores. */
import { useTranslation } from "react-i18next";

const plain = (code: string) => code.replaceAll("_", " ");

export function useWords() {
  const { t, i18n } = useTranslation("finance");
  const wordOr = (key: string, code: string) =>
    i18n.exists(`finance:${key}`) ? t(key as never) : plain(code);
  return {
    /** What is wrong; a line's problem is the break's kind without its first words. */
    breakKind: (kind: string) =>
      kind.startsWith("statement_line_")
        ? wordOr(`breaks.line.${kind.slice("statement_line_".length)}`, kind)
        : wordOr(`breaks.kind.${kind}`, kind),
    lineProblem: (problem: string) => wordOr(`breaks.line.${problem}`, problem),
    nextAction: (action: string) => wordOr(`breaks.next.${action}`, action),
    /** Why a line is matched or explained. */
    lineRule: (rule: string) => wordOr(`matching.rule.${rule}`, rule),
    /** A rule of the chart of accounts, such as L9. */
    bookingRule: (rule: string) => wordOr(`ledger.rule.${rule}`, rule),
    objectType: (type: string) => wordOr(`breaks.object.${type}`, type),
    obstacle: (why: string) => wordOr(`statements.obstacle.${why}`, why),
    tag: (name: string) => wordOr(`ledger.tag.${name}`, name),
  };
}
