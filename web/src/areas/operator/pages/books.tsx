import { Button, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { AnswerOf } from "../../../api/contract";
import { useWrite } from "../../../api/hooks";
import { PageHeader } from "../../../design/page-header";
import { RowList } from "../../../design/row-list";
import { EmptyState, LinesSkeleton, ProblemAlert } from "../../../design/states";
import { StatusBadge } from "../../../design/status";
import { DateText, Facts, Panel } from "../../../design/values";
import { useFormat } from "../../../i18n/format";

type Verification = AnswerOf<"POST /v1/ledger/verifications">;

function Checks({ checks }: { checks: Verification["checks"] }) {
  const { t } = useTranslation("operator");
  // What is wrong stands first; nobody should have to look for it.
  const inOrder = [...checks].sort((a, b) => b.violations.length - a.violations.length);
  return (
    <Panel title={t("books.checks")}>
      <RowList
        rows={inOrder.map(({ name, violations }) => ({
          key: name,
          title: <span lang="en">{name}</span>,
          text:
            violations.length === 0 ? null : (
              <Stack gap={4} lang="en">
                {violations.map((found) => (
                  <code key={found}>{found}</code>
                ))}
              </Stack>
            ),
          end: (
            <StatusBadge
              tone={violations.length === 0 ? "good" : "bad"}
              label={t(violations.length === 0 ? "books.holds" : "books.broken")}
            />
          ),
        }))}
      />
    </Panel>
  );
}

function Result({ result }: { result: Verification }) {
  const { t } = useTranslation("operator");
  const format = useFormat();
  return (
    <>
      <Panel title={t("books.result")}>
        <Facts
          items={[
            {
              label: t("books.verdict"),
              value: (
                <StatusBadge
                  tone={result.isSound ? "good" : "bad"}
                  label={t(result.isSound ? "books.sound" : "books.unsound")}
                />
              ),
            },
            { label: t("books.at"), value: <DateText at={result.checkedAt} /> },
            {
              label: t("books.length"),
              value: format.number(Number(result.chain.position)),
            },
            { label: t("books.hash"), value: <code>{result.chain.hash}</code> },
          ]}
        />
        <Text size="sm" c="dimmed" mt="sm">
          {t("books.noteIt")}
        </Text>
      </Panel>
      <Checks checks={result.checks} />
    </>
  );
}

export function Page() {
  const { t } = useTranslation("operator");
  const verify = useWrite("POST /v1/ledger/verifications", { invalidates: ["GET /v1/audit"] });
  return (
    <>
      <PageHeader
        title={t("books.title")}
        text={t("books.text")}
        crumbs={[{ label: t("audit.title"), to: "/operator/audit" }]}
        actions={
          <Button loading={verify.isPending} onClick={() => verify.mutate({})}>
            {t("books.check")}
          </Button>
        }
      />
      {verify.error ? <ProblemAlert error={verify.error} /> : null}
      {verify.isPending ? <LinesSkeleton /> : null}
      {verify.data && !verify.isPending ? <Result result={verify.data} /> : null}
      {verify.data || verify.isPending ? null : (
        <EmptyState icon="book" title={t("books.none")} text={t("books.noneText")} />
      )}
    </>
  );
}
