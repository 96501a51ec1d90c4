import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { useRead } from "../../../api/hooks";
import { PageHeader } from "../../../design/page-header";
import { PageSkeleton, QueryState } from "../../../design/states";
import { ChequeStatus } from "../../../design/status";
import { ChequeActions } from "../parts/cheque-actions";
import {
  ChequeDecisions,
  ChequeFacts,
  ChequeLife,
  ChequeSlip,
  Presentments,
} from "../parts/cheque-panels";
import { TwoColumns } from "../parts/two-columns";

export function Page() {
  const { t } = useTranslation("finance");
  const { chequeId = "" } = useParams();
  const cheque = useRead("GET /v1/cheques/{chequeId}", { params: { chequeId } }, { isLive: true });
  return (
    <QueryState query={cheque} skeleton={<PageSkeleton />}>
      {(data) => (
        <>
          <PageHeader
            title={t("cheques.one", { number: data.number })}
            text={<ChequeStatus status={data.status} />}
            crumbs={[{ label: t("cheques.register.title"), to: "/finance/cheques" }]}
            actions={<ChequeActions cheque={data} />}
          />
          <ChequeSlip cheque={data} />
          <ChequeFacts cheque={data} />
          <TwoColumns
            left={<ChequeLife cheque={data} />}
            right={
              <>
                <ChequeDecisions cheque={data} />
                <Presentments cheque={data} />
              </>
            }
          />
        </>
      )}
    </QueryState>
  );
}
