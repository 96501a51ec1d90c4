import { useTranslation } from "react-i18next";
import { PageHeader } from "../../../../design/page-header";
import { Panel } from "../../../../design/values";
import { FileImport } from "../../parts/books/file-import";
import { ProviderImport } from "../../parts/books/provider-import";

export function Page() {
  const { t } = useTranslation("finance");
  return (
    <>
      <PageHeader
        title={t("statements.new.title")}
        text={t("statements.new.text")}
        crumbs={[{ label: t("statements.title"), to: "/finance/statements" }]}
      />
      <Panel title={t("statements.new.file")}>
        <FileImport />
      </Panel>
      <Panel title={t("statements.new.ask")}>
        <ProviderImport />
      </Panel>
    </>
  );
}
