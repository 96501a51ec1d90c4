import { Button, Group } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ItemOf } from "../../../api/contract";
import { usePages, useWrite } from "../../../api/hooks";
import { DataTable } from "../../../design/data-table";
import type { Column } from "../../../design/data-table-types";
import { FilterBar, useFilters } from "../../../design/filter-bar";
import { fromPages } from "../../../design/from-pages";
import { notice } from "../../../design/notice";
import { PageHeader } from "../../../design/page-header";
import { EmptyState, ProblemAlert } from "../../../design/states";
import { DateText } from "../../../design/values";
import { Prose } from "../parts/prose";
import { ReasonDialog } from "../parts/reason-dialog";
import { Stars } from "../parts/stars";
import { OpinionState } from "../parts/states";

type Opinion = ItemOf<"GET /v1/opinions/moderation">;

const statuses = ["waiting", "published", "declined"] as const;
const languages = ["en", "id", "th"] as const;
const refreshed = ["GET /v1/opinions/moderation", "GET /v1/opinions"] as const;

interface Decisions {
  publish(opinion: Opinion): void;
  decline(opinion: Opinion): void;
}

function useColumns({ publish, decline }: Decisions): readonly Column<Opinion>[] {
  const { t } = useTranslation("operator");
  return [
    {
      id: "who",
      header: t("opinions.who"),
      isMain: true,
      width: "12rem",
      cell: ({ name, email }) => (
        <>
          <strong>{name}</strong>
          {email ? <div>{email}</div> : null}
        </>
      ),
    },
    {
      id: "text",
      header: t("opinions.opinion"),
      cell: ({ text, locale, stars }) => (
        <>
          {stars ? <Stars count={stars} /> : null}
          <Prose text={text} lang={locale} />
        </>
      ),
    },
    {
      id: "at",
      header: t("opinions.left"),
      width: "11rem",
      cell: ({ leftAt }) => <DateText at={leftAt} />,
      sortBy: ({ leftAt }) => leftAt,
    },
    {
      id: "state",
      header: t("opinions.state"),
      width: "12rem",
      cell: ({ status, reason }) => (
        <>
          <OpinionState status={status} />
          {reason ? <div>{reason}</div> : null}
        </>
      ),
    },
    {
      id: "do",
      header: t("opinions.decide"),
      width: "13rem",
      cell: (opinion) => (
        <Group gap="xs">
          {opinion.status === "published" ? null : (
            <Button size="compact-md" onClick={() => publish(opinion)}>
              {t("opinions.publish")}
            </Button>
          )}
          {opinion.status === "declined" ? null : (
            <Button size="compact-md" variant="default" onClick={() => decline(opinion)}>
              {t(opinion.status === "published" ? "opinions.takeBack" : "opinions.decline")}
            </Button>
          )}
        </Group>
      ),
    },
  ];
}

function Decline({ opinion, onClose }: { opinion: Opinion; onClose(): void }) {
  const { t } = useTranslation("operator");
  const write = useWrite("POST /v1/opinions/{opinionId}/decline", {
    invalidates: refreshed,
    onDone: () => {
      notice(t("opinions.declined"));
      onClose();
    },
  });
  return (
    <ReasonDialog
      isOpen
      onClose={onClose}
      title={t("opinions.decline")}
      text={t(opinion.email ? "opinions.declineTold" : "opinions.declineText")}
      facts={[{ label: t("opinions.who"), value: opinion.name }]}
      label={t("opinions.why")}
      confirmLabel={t("opinions.decline")}
      onConfirm={(reason) => write.mutate({ params: { opinionId: opinion.id }, body: { reason } })}
      isBusy={write.isPending}
      error={write.error}
    />
  );
}

export function Page() {
  const { t } = useTranslation("operator");
  const [filters, setFilter, clear] = useFilters(["status", "locale"]);
  const [declining, setDeclining] = useState<Opinion>();
  const query = filters as { status?: Opinion["status"]; locale?: Opinion["locale"] };
  const opinions = usePages("GET /v1/opinions/moderation", { query }, { isLive: true });
  const publish = useWrite("POST /v1/opinions/{opinionId}/publish", {
    invalidates: refreshed,
    onDone: () => notice(t("opinions.published")),
  });
  const columns = useColumns({
    publish: ({ id }) => publish.mutate({ params: { opinionId: id } }),
    decline: setDeclining,
  });
  return (
    <>
      <PageHeader title={t("opinions.title")} text={t("opinions.text")} />
      <FilterBar
        filters={[
          {
            name: "status",
            kind: "choice",
            label: t("opinions.state"),
            options: statuses.map((value) => ({ value, label: t(`opinions.is.${value}`) })),
          },
          {
            name: "locale",
            kind: "choice",
            label: t("consultations.language"),
            options: languages.map((value) => ({ value, label: t(`languages.${value}`) })),
          },
        ]}
        values={filters}
        onChange={setFilter}
        onClear={clear}
      />
      {publish.error ? <ProblemAlert error={publish.error} /> : null}
      <DataTable
        {...fromPages(opinions)}
        label={t("opinions.title")}
        columns={columns}
        keyOf={({ id }) => id}
        empty={<EmptyState icon="chat" title={t("opinions.none")} text={t("opinions.noneText")} />}
      />
      {declining ? <Decline opinion={declining} onClose={() => setDeclining(undefined)} /> : null}
    </>
  );
}
