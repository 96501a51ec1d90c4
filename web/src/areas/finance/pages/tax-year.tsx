import { Group, Select, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../../api/client";
import { serverNowMs } from "../../../api/server-time";
import { useSession } from "../../../app/session";
import { DownloadButton } from "../../../design/download-button";
import { EmptyState } from "../../../design/states";
import { Panel } from "../../../design/values";
import { TaxHeader } from "../parts/tax-header";

const firstYear = 2026;
const formats = ["csv", "json"] as const;

/** The year that is over first, because it is what people come for in January. */
function yearsUntil(now: Date): string[] {
  const thisYear = now.getUTCFullYear();
  const count = Math.max(thisYear - firstYear + 1, 1);
  return Array.from({ length: count }, (_, index) => String(thisYear - index));
}

function Export() {
  const { t } = useTranslation("finance");
  const [years] = useState(() => yearsUntil(new Date(serverNowMs())));
  const [year, setYear] = useState(years[0] ?? String(firstYear));
  return (
    <Panel>
      <Stack>
        <Select
          label={t("tax.year.year")}
          data={years}
          value={year}
          onChange={(value) => setYear(value ?? year)}
          allowDeselect={false}
          maw="16rem"
        />
        <Text c="dimmed">{t("tax.year.audited")}</Text>
        <Group>
          {formats.map((format) => (
            <DownloadButton
              key={format}
              label={t("tax.year.download", { format: format.toUpperCase() })}
              fileName={`tax-${year}.${format}`}
              load={() =>
                call("GET /v1/tax-years/export", { query: { year, format } }).then(blobOf)
              }
            />
          ))}
        </Group>
      </Stack>
    </Panel>
  );
}

/** As JSON the answer is read already; as CSV it is the file. */
function blobOf(answer: unknown): Blob {
  return answer instanceof Blob
    ? answer
    : new Blob([JSON.stringify(answer, null, 2)], { type: "application/json" });
}

export function Page() {
  const { t } = useTranslation("finance");
  const { hasRole } = useSession();
  return (
    <>
      <TaxHeader page="year" />
      {hasRole("finance_checker") ? (
        <Export />
      ) : (
        <EmptyState icon="lock" title={t("tax.year.locked")} text={t("tax.year.lockedText")} />
      )}
    </>
  );
}
