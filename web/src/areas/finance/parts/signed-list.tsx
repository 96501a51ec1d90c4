import { useTranslation } from "react-i18next";
import { MoneyText } from "../../../design/values";
import type { Money } from "../../../api/contract";
import classes from "./signed-list.module.css";

interface SignedListProps {
  label: string;
  rows: readonly { id: string; name: string; to: string; amount: Money }[];
}

/** Every payee of what is signed: who, where to, how much. Scrolls in itself, so that the totals stay in sight. */
export function SignedList({ label, rows }: SignedListProps) {
  const { t } = useTranslation("finance");
  return (
    // A region that scrolls must be reachable by keyboard, and needs a name for that.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={classes["frame"]} aria-label={label} tabIndex={0}>
      <table className={classes["table"]}>
        <thead>
          <tr>
            <th scope="col">{t("payouts.creator")}</th>
            <th scope="col">{t("payouts.receiver")}</th>
            <th scope="col" data-number>
              {t("payouts.amount")}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, name, to, amount }) => (
            <tr key={id}>
              <th scope="row">{name}</th>
              <td>{to}</td>
              <td data-number>
                <MoneyText money={amount} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
