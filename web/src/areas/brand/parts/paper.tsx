import { Table, Text, Title } from "@mantine/core";
import type { AnswerOf } from "../../../api/contract";
import { Facts, Panel } from "../../../design/values";
import classes from "./paper.module.css";

type Printout = AnswerOf<"GET /v1/documents/{documentId}">["printout"];

function Rows({ printout }: { printout: Printout }) {
  const { columns, rows, totals, whenEmpty } = printout;
  if (rows.length === 0 && totals.length === 0) return <Text c="dimmed">{whenEmpty}</Text>;
  const align = (at: number) => (columns[at]?.isAmount ? "right" : "left");
  const line = (cells: readonly string[], key: string, isTotal: boolean) => (
    <Table.Tr key={key} fw={isTotal ? 700 : 400}>
      {cells.map((cell, at) => (
        // Cells of one line have no name but their place.
        // oxlint-disable-next-line react/no-array-index-key
        <Table.Td key={at} ta={align(at)} className={columns[at]?.isAmount ? "numbers" : ""}>
          {cell}
        </Table.Td>
      ))}
    </Table.Tr>
  );
  return (
    // A wide table scrolls by itself, also with the keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={classes["scroll"]} tabIndex={0} role="region" aria-label={printout.title}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            {columns.map(({ title }, at) => (
              <Table.Th key={title} ta={align(at)}>
                {title}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((cells, at) => line(cells, `row ${at}`, false))}
          {totals.map((cells, at) => line(cells, `total ${at}`, true))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

/** A paper as the server words it: the same lines as in its PDF. */
export function Paper({ printout }: { printout: Printout }) {
  const { from, to, facts, notes } = printout;
  return (
    <>
      <Panel>
        <div className={classes["parties"]}>
          {[from, to].map((lines) => (
            <address key={lines.join()} className={classes["party"]}>
              {lines.map((text) => (
                <div key={text}>{text}</div>
              ))}
            </address>
          ))}
        </div>
      </Panel>
      <Panel>
        <Facts items={facts} />
      </Panel>
      <Panel>
        <Title order={2} className="visually-hidden">
          {printout.title}
        </Title>
        <Rows printout={printout} />
        {notes.map((text) => (
          <Text key={text} size="sm" c="dimmed" mt="sm">
            {text}
          </Text>
        ))}
      </Panel>
    </>
  );
}
