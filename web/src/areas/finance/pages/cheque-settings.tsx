import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import type { ItemOf } from "../../../api/contract";
import { usePages, useRead, useWrite } from "../../../api/hooks";
import { useMe, useSession } from "../../../app/session";
import { RowList } from "../../../design/row-list";
import { QueryState } from "../../../design/states";
import { DateText, Facts, Panel } from "../../../design/values";
import { AccountHeader, useAccount } from "../parts/account-header";
import { ActionButton } from "../parts/action-button";
import { RuleStatus } from "../parts/rule-status";
import { SettingsForm, type Terms } from "../parts/settings-form";
import { useTermsFacts } from "../parts/terms-facts";

type Account = ItemOf<"GET /v1/bank-accounts">;
type Version = ItemOf<"GET /v1/bank-accounts/{bankAccountId}/cheque-settings">;

function Approve({ version, currency }: { version: Version; currency: string }) {
  const { t } = useTranslation("finance");
  const { hasRole } = useSession();
  const me = useMe();
  const factsOf = useTermsFacts(currency);
  const approve = useWrite("POST /v1/cheque-settings/{settingsId}/approval", {
    invalidates: [
      "GET /v1/bank-accounts/{bankAccountId}/cheque-settings",
      "GET /v1/bank-accounts/{bankAccountId}/cheque-terms",
    ],
  });
  const isMine = version.proposedBy.id === me.id;
  if (version.status !== "proposed" || isMine || !hasRole("finance_checker")) return null;
  return (
    <ActionButton
      label={t("payouts.approve")}
      text={t("cheques.settings.approveText")}
      facts={[
        { label: t("payouts.after.by"), value: version.proposedBy.name },
        ...factsOf(version.terms),
      ]}
      hash={version.contentHash}
      isFinal
      variant="filled"
      write={approve}
      toRequest={() => ({
        params: { settingsId: version.id },
        body: { contentHash: version.contentHash },
      })}
    />
  );
}

function Versions({ account }: { account: Account }) {
  const { t } = useTranslation("finance");
  const factsOf = useTermsFacts(account.currency);
  const versions = usePages(
    "GET /v1/bank-accounts/{bankAccountId}/cheque-settings",
    { params: { bankAccountId: account.id } },
    { isLive: true },
  );
  return (
    <Panel title={t("cheques.settings.versions")}>
      {!versions.isPending && versions.items.length === 0 ? (
        <Text c="dimmed">{t("cheques.settings.noVersions")}</Text>
      ) : null}
      <RowList
        rows={versions.items.map((version) => ({
          key: version.id,
          title: t("cheques.settings.version", { version: version.version }),
          text: (
            <>
              {version.proposedBy.name}, <DateText at={version.proposedAt} />
              {version.approvedBy ? ` → ${version.approvedBy.name}` : null}
              {version.status === "proposed" ? <Facts items={factsOf(version.terms)} /> : null}
              <Approve version={version} currency={account.currency} />
            </>
          ),
          end: <RuleStatus status={version.status} />,
        }))}
      />
    </Panel>
  );
}

function Settings({ account, terms }: { account: Account; terms: Terms }) {
  const { t } = useTranslation("finance");
  const { hasRole } = useSession();
  const factsOf = useTermsFacts(account.currency);
  return (
    <>
      <Panel title={t("cheques.settings.now")}>
        <Facts items={factsOf(terms)} />
      </Panel>
      <Versions account={account} />
      {hasRole("finance_maker") ? <SettingsForm account={account} terms={terms} /> : null}
    </>
  );
}

export function Page() {
  const { bankAccountId = "" } = useParams();
  const account = useAccount(bankAccountId);
  const terms = useRead("GET /v1/bank-accounts/{bankAccountId}/cheque-terms", {
    params: { bankAccountId },
  });
  return (
    <>
      <AccountHeader bankAccountId={bankAccountId} page="settings" />
      <QueryState query={{ ...terms, data: account ? terms.data : undefined }}>
        {(data) => (account ? <Settings account={account} terms={data} /> : null)}
      </QueryState>
    </>
  );
}
