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

interface SettingsProps {
  format: Format;
  onFormat(format: Format): void;
  bankAccountCode: string | null;
  onBankAccount(code: string | null): void;
  columnMapId: string | null;
  onColumnMap(id: string | null): void;
  encoding: Encoding | null;
  onEncoding(encoding: Encoding | null): void;
  error: unknown;
}

function Settings(props: SettingsProps) {
  const { t } = useTranslation("finance");
  const { format } = props;
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
          value={props.bankAccountCode}
          onChange={props.onBankAccount}
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
          value={props.columnMapId}
          onChange={props.onColumnMap}
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
          value={props.encoding}
          onChange={(value) => props.onEncoding(value as Encoding | null)}
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

export function FileImport() {
  const { t } = useTranslation("finance");
  const format = useFormat();
  const [choice, setChoice] = useState<Choice>();
  const [bankAccountCode, setBankAccount] = useState<string | null>(null);
  const [columnMapId, setColumnMap] = useState<string | null>(null);
  const [encoding, setEncoding] = useState<Encoding | null>(null);
  const [progress, setProgress] = useState(0);
  const upload = useUpload(setProgress);
  const take = async (file: File) => {
    upload.reset();
    setChoice({ file, format: await guessFormat(file) });
  };
  const send = ({ file, format: fileFormat }: Choice) => {
    setProgress(0);
    const isBank = formats[fileFormat] === "bank";
    upload.mutate({
      file,
      query: {
        format: fileFormat,
        ...(isBank && bankAccountCode ? { bankAccountCode } : {}),
        ...(fileFormat === "mapped_csv" && columnMapId ? { columnMapId } : {}),
        ...(isBank && encoding ? { encoding } : {}),
      },
    });
  };
  const needsAccount =
    choice !== undefined && formats[choice.format] === "bank" && !bankAccountCode;
  const needsMap = choice?.format === "mapped_csv" && !columnMapId;
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
          <Settings
            format={choice.format}
            onFormat={(value) => setChoice({ ...choice, format: value })}
            bankAccountCode={bankAccountCode}
            onBankAccount={setBankAccount}
            columnMapId={columnMapId}
            onColumnMap={setColumnMap}
            encoding={encoding}
            onEncoding={setEncoding}
            error={upload.error}
          />
          {upload.error ? <ProblemAlert error={upload.error} shouldListFields /> : null}
          <Findings findings={findingsIn(upload.error)} />
          <Group>
            <Button
              onClick={() => send(choice)}
              loading={upload.isPending}
              disabled={needsAccount || needsMap}
            >
              {t("statements.import")}
            </Button>
            {needsAccount || needsMap ? (
              <Text size="sm" c="dimmed">
                {needsAccount ? t("statements.new.needsAccount") : t("statements.new.needsMap")}
              </Text>
            ) : null}
          </Group>
        </>
      ) : null}
    </Stack>
  );
}
