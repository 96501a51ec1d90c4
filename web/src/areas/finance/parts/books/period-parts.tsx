/** What a closing signs: the proof of each account, and what needs an explanation or has one. */
import { Button, Group, Stack, Text, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AnswerOf } from "../../../../api/contract";
import { useWrite } from "../../../../api/hooks";
import { PageLink } from "../../../../app/links";
import { DataTable } from "../../../../design/data-table";
import type { Column } from "../../../../design/data-table-types";
import { EmptyState, ProblemAlert } from "../../../../design/states";
import { StatusBadge, type Tone } from "../../../../design/status";
import { MoneyText, Panel } from "../../../../design/values";
import { AccountLink } from "./links";

type Preview = AnswerOf<"GET /v1/period-preview">;
type Proof = Preview["proofs"][number];
type Matter = Preview["matters"][number];
type Period = AnswerOf<"GET /v1/periods/{periodId}">;

const tones: Record<Period["status"], Tone> = {
  proposed: "waiting",
  closed: "good",
  withdrawn: "quiet",
};

export function PeriodStatus({ status }: { status: Period["status"] }) {
  const { t } = useTranslation("finance");
  return <StatusBadge tone={tones[status]} label={t(`periods.status.${status}`)} />;
}

export function proofPath(account: string, currency: string, on: string): string {
  return `/finance/periods/proof?account=${encodeURIComponent(account)}&currency=${currency}&on=${on}`;
}

function useProofColumns(on: string): Column<Proof>[] {
  const { t } = useTranslation("finance");
  const amount = (
    id: string,
    header: string,
    read: (proof: Proof) => Proof["difference"],
  ): Column<Proof> => ({
    id,
    header,
    isNumber: true,
    cell: (proof) => {
      const money = read(proof);
      return money ? <MoneyText money={money} /> : "–";
    },
  });
  return [
    {
      id: "account",
      header: t("ledger.account"),
      isMain: true,
      cell: ({ account, currency }) => (
        <PageLink to={proofPath(account, currency, on)}>
          {account} {currency}
        </PageLink>
      ),
      sortBy: ({ account, currency }) => `${account} ${currency}`,
    },
    amount("books", t("periods.proof.books"), ({ ledgerBalance }) => ledgerBalance),
    amount("outstanding", t("periods.proof.outstanding"), ({ outstanding }) => outstanding),
    amount("unbooked", t("periods.proof.unbooked"), ({ unbooked }) => unbooked),
    amount("statement", t("periods.proof.statement"), ({ statementBalance }) => statementBalance),
    {
      id: "difference",
      header: t("periods.proof.difference"),
      isNumber: true,
      cell: ({ difference }) => {
        if (!difference) return <StatusBadge tone="quiet" label={t("periods.proof.noStatement")} />;
        const isZero = difference.amountMinor === "0";
        return isZero ? (
          <StatusBadge tone="good" label={t("periods.proof.zero")} />
        ) : (
          <MoneyText money={difference} />
        );
      },
    },
  ];
}

export function Proofs({ proofs, on }: { proofs: readonly Proof[]; on: string }) {
  const { t } = useTranslation("finance");
  const columns = useProofColumns(on);
  return (
    <Panel title={t("periods.proofs")}>
      <DataTable
        label={t("periods.proofs")}
        rows={proofs}
        columns={columns}
        keyOf={({ account, currency }) => `${account} ${currency}`}
        empty={<EmptyState icon="book" title={t("periods.noProofs")} />}
      />
    </Panel>
  );
}

function Explain({ matter, throughOn }: { matter: Matter; throughOn: string }) {
  const { t } = useTranslation("finance");
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const explain = useWrite("POST /v1/period-explanations", {
    invalidates: ["GET /v1/period-preview"],
    onDone: () => setOpen(false),
  });
  const { account, amount } = matter;
  if (!isOpen) {
    return (
      <Button variant="default" onClick={() => setOpen(true)}>
        {t(matter.reason ? "periods.explainAgain" : "periods.explain")}
      </Button>
    );
  }
  return (
    <Stack gap="xs" w="100%">
      <Textarea
        label={t("periods.reasonFor", { account: `${account} ${amount.currency}` })}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        autosize
        minRows={2}
        maxLength={1000}
      />
      {explain.error ? <ProblemAlert error={explain.error} shouldListFields /> : null}
      <Group>
        <Button
          loading={explain.isPending}
          onClick={() =>
            explain.mutate({ body: { throughOn, account, currency: amount.currency, reason } })
          }
        >
          {t("periods.saveReason")}
        </Button>
        <Button variant="default" onClick={() => setOpen(false)}>
          {t("periods.notNow")}
        </Button>
      </Group>
    </Stack>
  );
}

interface MattersProps {
  matters: readonly Matter[];
  /** Absent when the period is signed already: nothing is explained any more. */
  throughOn?: string;
}

export function Matters({ matters, throughOn }: MattersProps) {
  const { t } = useTranslation("finance");
  return (
    <Panel title={t("periods.matters")}>
      {matters.length === 0 ? (
        <Text>{t("periods.noMatters")}</Text>
      ) : (
        <Stack>
          {matters.map((matter) => (
            <Group
              key={`${matter.account} ${matter.kind} ${matter.amount.currency}`}
              justify="space-between"
              align="flex-start"
            >
              <div>
                <AccountLink name={matter.account} currency={matter.amount.currency} />{" "}
                <MoneyText money={matter.amount} />
                <Text size="sm">{t(`periods.matter.${matter.kind}`)}</Text>
                <StatusBadge
                  tone={matter.reason ? "good" : "waiting"}
                  label={matter.reason ?? t("periods.unexplained")}
                />
              </div>
              {throughOn ? <Explain matter={matter} throughOn={throughOn} /> : null}
            </Group>
          ))}
        </Stack>
      )}
    </Panel>
  );
}
