import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { useRead } from "../../../../api/hooks";
import { PageHeader } from "../../../../design/page-header";
import { PageSkeleton, QueryState } from "../../../../design/states";
import { StatusBadge } from "../../../../design/status";
import { DateText, Facts, MoneyText, Panel } from "../../../../design/values";
import { BreakPosting, isPostable } from "../../parts/books/break-posting";
import { Assignment, type Break, Notes, Resolution } from "../../parts/books/break-work";
import { ObjectLink } from "../../parts/books/links";
import { PostingList } from "../../parts/books/posting-list";
import { useWords } from "../../parts/books/words";

function About({ entry }: { entry: Break }) {
  const { t } = useTranslation("finance");
  const words = useWords();
  const known = Object.entries(entry.details).filter(([, value]) => value !== null);
  return (
    <Panel title={t("breaks.about")}>
      <Facts
        items={[
          {
            label: t("breaks.status"),
            value: (
              <StatusBadge
                tone={entry.resolvedAt ? "good" : "waiting"}
                label={t(entry.resolvedAt ? "breaks.resolved" : "breaks.open")}
              />
            ),
          },
          { label: t("breaks.nextAction"), value: words.nextAction(entry.nextAction) },
          ...(entry.amount
            ? [{ label: t("breaks.amount"), value: <MoneyText money={entry.amount} /> }]
            : []),
          {
            label: words.objectType(entry.objectType),
            value: <ObjectLink type={entry.objectType} id={entry.objectId} />,
          },
          {
            label: t("breaks.owner"),
            value: t(`breaks.role.${entry.owner as "finance" | "operator"}`),
          },
          { label: t("breaks.opened"), value: <DateText at={entry.openedAt} hasDistance /> },
          ...known.map(([name, value]) => ({
            label: name.replaceAll("_", " "),
            value: String(value),
          })),
          ...(entry.resolvedAt
            ? [
                { label: t("breaks.resolvedAt"), value: <DateText at={entry.resolvedAt} /> },
                { label: t("breaks.resolvedBy"), value: entry.resolvedBy?.name ?? "–" },
                { label: t("breaks.resolution"), value: entry.resolution ?? "–" },
              ]
            : []),
        ]}
      />
    </Panel>
  );
}

function Work({ entry }: { entry: Break }) {
  const { t } = useTranslation("finance");
  const isOpen = entry.resolvedAt === null;
  return (
    <>
      {isOpen ? (
        <Panel title={t("breaks.work")}>
          <Assignment key={entry.owner} entry={entry} />
        </Panel>
      ) : null}
      <Panel title={t("breaks.notes")}>
        <Notes breakId={entry.id} />
      </Panel>
      {isOpen && isPostable(entry) ? (
        <Panel title={t("breaks.posting.title")}>
          <BreakPosting entry={entry} />
        </Panel>
      ) : null}
      <section aria-label={t("breaks.posting.list")}>
        <h2>{t("breaks.posting.list")}</h2>
        <PostingList
          query={{ breakId: entry.id }}
          empty={<Text mb="md">{t("breaks.posting.noneHere")}</Text>}
        />
      </section>
      {isOpen ? (
        <Panel title={t("breaks.close")}>
          <Resolution breakId={entry.id} />
        </Panel>
      ) : null}
    </>
  );
}

export function Page() {
  const { t } = useTranslation("finance");
  const words = useWords();
  const { breakId = "" } = useParams();
  const entry = useRead("GET /v1/breaks/{breakId}", { params: { breakId } }, { isLive: true });
  return (
    <QueryState query={entry} skeleton={<PageSkeleton />}>
      {(data) => (
        <>
          <PageHeader
            title={words.breakKind(data.kind)}
            crumbs={[{ label: t("breaks.title"), to: "/finance/breaks" }]}
          />
          <About entry={data} />
          <Work entry={data} />
        </>
      )}
    </QueryState>
  );
}
