import { Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWrite } from "../../../api/hooks";
import { FormLayout, fieldErrors, useRequired } from "../../../design/form";
import { LinesSkeleton } from "../../../design/states";
import { Panel } from "../../../design/values";
import { type Campaign, CampaignFrame } from "../parts/campaign-frame";
import { Unreachable } from "../parts/portfolio/refusal";
import { PortfolioResult } from "../parts/portfolio/result";
import type { Portfolio } from "../parts/portfolio/types";
import {
  firstValues,
  type Person,
  type PortfolioValues,
  requestOf,
} from "../parts/portfolio/values";
import { WishFields } from "../parts/portfolio/wish-fields";

function PortfolioOf({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation("brand");
  const required = useRequired();
  const form = useForm<PortfolioValues>({
    initialValues: firstValues(campaign),
    validate: { budget: required, limits: { value: required } },
  });
  // Kept here: while the next choice is made, the last one stays in sight.
  const [portfolio, setPortfolio] = useState<Portfolio>();
  const write = useWrite("POST /v1/campaigns/{campaignId}/portfolio", { onDone: setPortfolio });
  const askAgain = (change: Partial<PortfolioValues>) => {
    const values = { ...form.values, ...change };
    form.setValues(change);
    write.mutate(requestOf(campaign.id, values), {
      onError: (problem) => form.setErrors(fieldErrors(problem, values)),
    });
  };
  const { mustHave, never } = form.values;
  const without = (people: Person[], { id }: Person) => people.filter((one) => one.id !== id);
  return (
    <>
      <Text c="dimmed" mb="md">
        {t("portfolio.text")}
      </Text>
      <Panel title={t("portfolio.wish")}>
        <FormLayout
          form={form}
          write={write}
          isGuarded={false}
          toRequest={(values) => requestOf(campaign.id, values)}
          submitLabel={t("portfolio.submit")}
        >
          <Unreachable error={write.error} />
          <WishFields form={form} campaign={campaign} />
        </FormLayout>
      </Panel>
      {write.isPending && !portfolio ? <LinesSkeleton /> : null}
      {portfolio ? (
        <PortfolioResult
          portfolio={portfolio}
          wishes={{
            isBusy: write.isPending,
            isMust: (id) => mustHave.some((person) => person.id === id),
            keep: (person) =>
              askAgain({ mustHave: [...mustHave, person], never: without(never, person) }),
            leaveOut: (person) =>
              askAgain({ never: [...never, person], mustHave: without(mustHave, person) }),
          }}
        />
      ) : null}
    </>
  );
}

/** Which creators bring most for the campaign's money. */
export function Page() {
  return (
    <CampaignFrame tab="portfolio">
      {(campaign) => <PortfolioOf campaign={campaign} />}
    </CampaignFrame>
  );
}
