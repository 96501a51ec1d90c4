/** A file: dropped, recognised, sent. What is wrong with it comes back line by line. */
import { Alert, Button, Group, Select, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AnswerOf } from "../../../../api/contract";
import { usePages, useWrite } from "../../../../api/hooks";
import { PageLink, useGo } from "../../../../app/links";
import { FileDrop } from "../../../../design/file-drop";
import { fieldErrors } from "../../../../design/form";
import { Icon } from "../../../../design/icons";
import { ProblemAlert } from "../../../../design/states";
import { useFormat } from "../../../../i18n/format";
import { useBankAccounts } from "./bank-accounts";
import { Findings, findingsIn } from "./findings";
import { guessFormat } from "./guess-format";
import { formats } from "./statement-words";

type Format = keyof typeof formats;
type Uploaded = AnswerOf<"POST /v1/reconciliation/files">;
type Encoding = "windows-1252" | "windows-874";

interface Choice {
  file: File;
  format: Format;
}

const kilo = 1_000;

/** In the largest unit that leaves a number above one. */
function sizeOf({ size }: File): [value: number, options: Intl.NumberFormatOptions] {
  const units = ["byte", "kilobyte", "megabyte"] as const;
  const step = size < kilo ? 0 : size < kilo * kilo ? 1 : 2;
  return [
    size / kilo ** step,
    { style: "unit", unit: units[step] ?? "byte", maximumFractionDigits: 1 },
  ];
}

/** What a file does not say itself. */
interface Settings {
  bankAccountCode: string | null;
  columnMapId: string | null;
  encoding: Encoding | null;
}

interface SettingsProps {
  format: Format;
  onFormat(format: Format): void;
  settings: Settings;
  onSettings(settings: Settings): void;
  error: unknown;
}

function SettingFields(props: SettingsProps) {
  const { t } = useTranslation("finance");
  const { format, settings } = props;
  const change = (part: Partial<Settings>) => props.onSettings({ ...settings, ...part });
  const bank = useBankAccounts();
  const maps = usePages(
    "GET /v1/reconciliation/column-maps",
    {},
    { isEnabled: format === "mapped_csv" },
  );
  const isBank = formats[format] === "bank";
  const errors = fieldErrors(props.error, {});
  return (
    <>
      <Select
        label={t("statements.new.format")}
        description={t("statements.new.formatText")}
        data={Object.keys(formats).map((value) => ({
          value,
          label: t(`statements.format.${value as Format}`),
        }))}
        value={format}
        allowDeselect={false}
        onChange={(value) => value && props.onFormat(value as Format)}
      />
      {isBank ? (
        <Select
          label={t("statements.new.bankAccount")}
          data={bank.options}
          value={settings.bankAccountCode}
          onChange={(bankAccountCode) => change({ bankAccountCode })}
          error={errors["bankAccountCode"]}
          required
        />
      ) : null}
      {format === "mapped_csv" ? (
        <Select
          label={t("statements.new.map")}
          description={
            <PageLink size="sm" to="/finance/statements/column-maps">
              {t("statements.new.newMap")}
            </PageLink>
          }
          data={maps.items.map(({ id, name }) => ({ value: id, label: name }))}
          value={settings.columnMapId}
          onChange={(columnMapId) => change({ columnMapId })}
          nothingFoundMessage={t("statements.new.noMaps")}
          required
        />
      ) : null}
      {isBank ? (
        <Select
          label={t("statements.new.encoding")}
          placeholder={t("statements.new.encodingFound")}
          data={[
            { value: "windows-1252", label: "Windows-1252" },
            { value: "windows-874", label: "Windows-874" },
          ]}
          value={settings.encoding}
          onChange={(value) => change({ encoding: value as Encoding | null })}
          clearable
          clearButtonProps={{ "aria-label": t("statements.new.encodingFound") }}
        />
      ) : null}
    </>
  );
}

/** A small file is read at once; a large one has a page that shows how far reading has come. */
function useOpenResult() {
  const go = useGo();
  return ({ id, importId, state }: Uploaded) =>
    go(
      state === "imported" && importId
        ? `/finance/statements/${importId}`
        : `/finance/statements/files/${id}`,
    );
}

function useUpload(onProgress: (share: number) => void) {
  const open = useOpenResult();
  return useWrite("POST /v1/reconciliation/files", {
    invalidates: [
      "GET /v1/reconciliation/files",
      "GET /v1/reconciliation/imports",
      "GET /v1/reconciliation/lines",
      "GET /v1/reconciliation",
    ],
    onProgress,
    onDone: open,
  });
}

function queryOf(format: Format, { bankAccountCode, columnMapId, encoding }: Settings) {
  const isBank = formats[format] === "bank";
  return {
    format,
    ...(isBank && bankAccountCode ? { bankAccountCode } : {}),
    ...(format === "mapped_csv" && columnMapId ? { columnMapId } : {}),
    ...(isBank && encoding ? { encoding } : {}),
  };
}

/** What has to be chosen before the file can be sent. */
function missingIn(format: Format, settings: Settings): "account" | "map" | undefined {
  if (formats[format] === "bank" && !settings.bankAccountCode) return "account";
  return format === "mapped_csv" && !settings.columnMapId ? "map" : undefined;
}

export function FileImport() {
  const { t } = useTranslation("finance");
  const format = useFormat();
  const [choice, setChoice] = useState<Choice>();
  const [settings, setSettings] = useState<Settings>({
    bankAccountCode: null,
    columnMapId: null,
    encoding: null,
  });
  const [progress, setProgress] = useState(0);
  const upload = useUpload(setProgress);
  const take = async (file: File) => {
    upload.reset();
    setChoice({ file, format: await guessFormat(file) });
  };
  const send = ({ file, format: fileFormat }: Choice) => {
    setProgress(0);
    upload.mutate({ file, query: queryOf(fileFormat, settings) });
  };
  const missing = choice ? missingIn(choice.format, settings) : undefined;
  const findings = findingsIn(upload.error);
  return (
    <Stack>
      <FileDrop
        label={t("statements.new.drop")}
        hint={t("statements.new.dropText")}
        onFile={(file) => void take(file)}
        progress={upload.isPending ? progress : undefined}
      />
      {choice ? (
        <>
          <Alert variant="default" icon={<Icon name="document" />} title={choice.file.name}>
            {format.number(...sizeOf(choice.file))}
          </Alert>
          <SettingFields
            format={choice.format}
            onFormat={(value) => setChoice({ ...choice, format: value })}
            settings={settings}
            onSettings={setSettings}
            error={upload.error}
          />
          {upload.error ? (
            <ProblemAlert error={upload.error} shouldListFields={findings.length === 0} />
          ) : null}
          <Findings findings={findings} />
          <Group>
            <Button
              onClick={() => send(choice)}
              loading={upload.isPending}
              disabled={missing !== undefined}
            >
              {t("statements.import")}
            </Button>
            {missing ? (
              <Text size="sm" c="dimmed">
                {t(`statements.new.needs.${missing}`)}
              </Text>
            ) : null}
          </Group>
        </>
      ) : null}
    </Stack>
  );
}
