import { Radio, Stack } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ItemOf, RequestOf } from "../../../api/contract";
import { usePages, useWrite } from "../../../api/hooks";
import { PageLink } from "../../../app/links";
import { useSession } from "../../../app/session";
import { DataTable } from "../../../design/data-table";
import type { Column } from "../../../design/data-table-types";
import { fromPages } from "../../../design/from-pages";
import { EmptyState } from "../../../design/states";
import { DateText, MoneyText } from "../../../design/values";
import { ActionButton } from "./action-button";
import { HashText } from "./hash-text";
import { recoveryReads } from "./recovery-state";
import { ChoiceTools, useChoice, useChoiceColumn } from "./selection";
import { SignedList } from "./signed-list";
import { useTotalsFacts } from "./totals-facts";

type Found = ItemOf<"GET /v1/recovery/items">;
type Body = NonNullable<RequestOf<"POST /v1/recovery/proposals">["body"]>;
type As = Body["as"];

const meanings: readonly As[] = ["paid_payout", "creator_debt", "suspense", "no_payment"];
/** PayPal is asked about each of them. */
const itemsMax = 25;

function bodyOf(as: As, items: readonly Found[], evidence: string): Body {
  switch (as) {
    case "paid_payout":
      return {
        as,
        evidence,
        items: items.map(({ itemId, payoutId }) => ({ itemId, payoutId: payoutId ?? "" })),
      };
    case "creator_debt":
      return {
        as,
        evidence,
        items: items.map(({ itemId, creatorIds }) => ({ itemId, creatorId: creatorIds[0] ?? "" })),
      };
    default:
      return { as, evidence, items: items.map(({ itemId }) => ({ itemId })) };
  }
}

/** Does what was found say enough about each payment for this meaning? */
function fits(as: As, items: readonly Found[]): boolean {
  if (as === "paid_payout") return items.every(({ payoutId }) => payoutId !== null);
  if (as === "creator_debt") return items.every(({ creatorIds }) => creatorIds.length === 1);
  return true;
}

function Propose({ chosen }: { chosen: readonly Found[] }) {
  const { t } = useTranslation("finance");
  const [as, setAs] = useState<As>("paid_payout");
  const facts = useTotalsFacts(chosen.map(({ amount }) => amount));
  const propose = useWrite("POST /v1/recovery/proposals", { invalidates: recoveryReads });
  return (
    <ActionButton
      label={t("payouts.recovery.propose")}
      text={t("payouts.recovery.proposeText")}
      facts={facts}
      variant="filled"
      isDisabled={chosen.length === 0}
      write={propose}
      words={{
        name: "evidence",
        label: t("payouts.evidence"),
        hint: t("payouts.evidenceHint"),
      }}
      toRequest={(evidence) => ({ body: bodyOf(as, chosen, evidence) })}
    >
      <Radio.Group
        label={t("payouts.recovery.meaning")}
        value={as}
        onChange={(value) => setAs(value as As)}
      >
        <Stack gap="xs" mt="xs">
          {meanings.map((value) => (
            <Radio
              key={value}
              value={value}
              label={t(`payouts.recovery.as.${value}`)}
              disabled={!fits(value, chosen)}
            />
          ))}
        </Stack>
      </Radio.Group>
      <SignedList
        label={t("payouts.payees")}
        rows={chosen.map((found) => ({
          id: found.id,
          name: found.itemId,
          to: found.receiver ?? "–",
          amount: found.amount,
        }))}
      />
    </ActionButton>
  );
}

function useColumns(): readonly Column<Found>[] {
  const { t } = useTranslation("finance");
  return [
    {
      id: "item",
      header: t("payouts.recovery.item"),
      isMain: true,
      cell: (row) => (
        <>
          <HashText>{row.itemId}</HashText>
          {row.payoutId ? (
            <div>
              <PageLink to={`/finance/payouts/${row.payoutId}`}>
                {t("payouts.recovery.probably")}
              </PageLink>
            </div>
          ) : null}
        </>
      ),
    },
    {
      id: "amount",
      header: t("payouts.amount"),
      isNumber: true,
      sortBy: (row) => BigInt(row.amount.amountMinor),
      cell: (row) => <MoneyText money={row.amount} />,
    },
    {
      id: "receiver",
      header: t("payouts.receiver"),
      cell: (row) => <span style={{ overflowWrap: "anywhere" }}>{row.receiver ?? "–"}</span>,
    },
    { id: "status", header: t("payouts.recovery.word"), cell: (row) => row.status },
    {
      id: "booked",
      header: t("payouts.recovery.bookedAs"),
      cell: (row) =>
        row.bookedAs ? t(`payouts.recovery.as.${row.bookedAs}`) : t("payouts.recovery.unexplained"),
    },
    {
      id: "found",
      header: t("payouts.recovery.foundAt"),
      sortBy: (row) => row.foundAt,
      cell: (row) => <DateText at={row.foundAt} />,
    },
  ];
}

/** Payments that PayPal made and the restored tables had forgotten. */
export function RecoveryItems() {
  const { t } = useTranslation("finance");
  const { hasRole } = useSession();
  const columns = useColumns();
  const pages = usePages("GET /v1/recovery/items", {}, { isLive: true });
  const open = pages.items.filter(({ bookedAs }) => bookedAs === null);
  const choice = useChoice(open);
  const choiceColumn = useChoiceColumn(choice, (row) => row.itemId);
  const isMaker = hasRole("finance_maker");
  const chosen = choice.chosen.slice(0, itemsMax);
  return (
    <DataTable
      label={t("payouts.recovery.found")}
      {...fromPages(pages)}
      columns={isMaker ? [choiceColumn, ...columns] : columns}
      keyOf={(row) => row.id}
      tools={
        isMaker ? (
          <>
            <Propose chosen={chosen} />
            <ChoiceTools pages={{ ...pages, items: open }} choice={choice} max={itemsMax} />
          </>
        ) : null
      }
      empty={
        <EmptyState
          icon="check"
          title={t("payouts.recovery.noneFound")}
          text={t("payouts.recovery.noneFoundText")}
        />
      }
    />
  );
}
