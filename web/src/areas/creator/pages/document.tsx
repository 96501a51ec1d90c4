import { Alert, SimpleGrid, Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import type { AnswerOf, Language } from "../../../api/contract";
import { useRead } from "../../../api/hooks";
import { PageLink } from "../../../app/links";
import { Icon } from "../../../design/icons";
import { PageHeader } from "../../../design/page-header";
import { QueryState } from "../../../design/states";
import { DateText, Facts, Panel } from "../../../design/values";
import { DocumentPdf } from "../parts/document-pdf";
import classes from "./document.module.css";

type Printout = AnswerOf<"GET /v1/documents/{documentId}">["printout"];

/** Lines of a printed table have no name of their own; their place is their identity. */
function withPlaces(rows: readonly string[][]) {
  return rows.map((cells, place) => ({ key: `${place}`, cells }));
}

function Lines({ printout }: { printout: Printout }) {
  const { columns, rows, totals, whenEmpty } = printout;
  if (rows.length === 0) return <Text>{whenEmpty}</Text>;
  const cellsOf = (cells: readonly string[]) =>
    columns.map(({ title, isAmount }, at) => (
      <Table.Td key={title} ta={isAmount ? "end" : "start"}>
        {cells[at]}
      </Table.Td>
    ));
  return (
    // A table that scrolls sideways must be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={classes["scroll"]} aria-label={printout.title} tabIndex={0}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            {columns.map(({ title, isAmount }) => (
              <Table.Th key={title} ta={isAmount ? "end" : "start"} scope="col">
                {title}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {withPlaces(rows).map(({ key, cells }) => (
            <Table.Tr key={key}>{cellsOf(cells)}</Table.Tr>
          ))}
        </Table.Tbody>
        <Table.Tfoot>
          {withPlaces(totals).map(({ key, cells }) => (
            <Table.Tr key={key} fw={650}>
              {cellsOf(cells)}
            </Table.Tr>
          ))}
        </Table.Tfoot>
      </Table>
    </section>
  );
}

function Paper({ printout }: { printout: Printout }) {
  return (
    <Panel>
      <SimpleGrid cols={{ base: 1, xs: 2 }} mb="md">
        <address className={classes["address"]}>{printout.from.join("\n")}</address>
        <address className={classes["address"]}>{printout.to.join("\n")}</address>
      </SimpleGrid>
      <Facts items={printout.facts} />
      <Lines printout={printout} />
      {printout.notes.map((note) => (
        <Text key={note} size="sm" mt="sm">
          {note}
        </Text>
      ))}
    </Panel>
  );
}

export function Page() {
  const { t, i18n } = useTranslation("creator");
  const { documentId = "" } = useParams();
  const document = useRead("GET /v1/documents/{documentId}", {
    params: { documentId },
    query: { language: i18n.language as Language },
  });
  const { data } = document;
  return (
    <>
      <PageHeader
        title={data ? `${data.printout.title} ${data.code}` : t("documents.one")}
        crumbs={[{ label: t("documents.title"), to: "/creator/documents" }]}
        actions={data ? <DocumentPdf id={data.id} code={data.code} /> : null}
      />
      <QueryState query={document}>
        {(found) => (
          <>
            {found.undoneAt ? (
              <Alert
                variant="default"
                icon={<Icon name="warning" />}
                mb="md"
                title={t("documents.undone")}
              >
                <DateText at={found.undoneAt} />
              </Alert>
            ) : null}
            <Paper printout={found.printout} />
            {found.payoutId ? (
              <PageLink to={`/creator/earnings/${found.payoutId}`}>
                {t("documents.toPayout")}
              </PageLink>
            ) : null}
            <Text size="xs" c="dimmed" mt="md">
              {t("documents.hash")} <code>{found.contentSha256}</code>
            </Text>
          </>
        )}
      </QueryState>
    </>
  );
}
