import { Button, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { PageLink } from "../../../../app/links";
import { DataTable } from "../../../../design/data-table";
import type { Column } from "../../../../design/data-table-types";
import { EmptyState } from "../../../../design/states";
import { MoneyText } from "../../../../design/values";
import { useFormat } from "../../../../i18n/format";
import { useNiches, usePiece } from "../words";
import type { Candidate, Portfolio, Wishes } from "./types";
import type { Person } from "./values";

const personOf = ({ creatorId, displayName }: Candidate): Person => ({
  id: creatorId,
  name: displayName,
});

function WishButtons({ person, wishes }: { person: Person; wishes: Wishes }) {
  const { t } = useTranslation("brand");
  const { isBusy, isMust, keep, leaveOut } = wishes;
  return (
    <Group gap="xs" wrap="nowrap">
      <Button
        size="compact-sm"
        variant="default"
        disabled={isBusy || isMust(person.id)}
        onClick={() => keep(person)}
        aria-label={t("portfolio.keepName", { name: person.name })}
      >
        {t("portfolio.keep")}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        disabled={isBusy}
        onClick={() => leaveOut(person)}
        aria-label={t("portfolio.leaveOutName", { name: person.name })}
      >
        {t("portfolio.leaveOut")}
      </Button>
    </Group>
  );
}

function useColumns(wishes: Wishes): readonly Column<Candidate>[] {
  const { t } = useTranslation("brand");
  const format = useFormat();
  const { nameOf } = useNiches();
  const piece = usePiece();
  return [
    {
      id: "name",
      header: t("applicants.creator"),
      isMain: true,
      cell: ({ creatorId, displayName }) => (
        <PageLink to={`/brand/creators/${creatorId}`}>{displayName}</PageLink>
      ),
      sortBy: ({ displayName }) => displayName,
    },
    {
      id: "niches",
      header: t("wizard.niches"),
      cell: ({ niches }) => niches.map(nameOf).join(", ") || "–",
    },
    {
      id: "country",
      header: t("creators.country"),
      cell: ({ country }) => (country ? format.country(country) : "–"),
    },
    {
      id: "pieces",
      header: t("portfolio.pieces"),
      isHiddenAtFirst: true,
      cell: ({ pieces }) =>
        pieces.map((one) => `${format.number(one.quantity)} × ${piece(one)}`).join(", "),
    },
    {
      id: "price",
      header: t("portfolio.price"),
      isNumber: true,
      cell: ({ price }) => <MoneyText money={price} />,
      sortBy: ({ price }) => BigInt(price.amountMinor),
    },
    {
      id: "engagements",
      header: t("portfolio.engagements"),
      isNumber: true,
      cell: ({ engagements }) => format.number(engagements),
      sortBy: ({ engagements }) => engagements,
    },
    {
      id: "reach",
      header: t("portfolio.reach"),
      isNumber: true,
      cell: ({ reach }) => format.number(reach),
      sortBy: ({ reach }) => reach,
    },
    {
      id: "wishes",
      header: t("portfolio.wishes"),
      width: "15rem",
      cell: (candidate) => <WishButtons person={personOf(candidate)} wishes={wishes} />,
    },
  ];
}

export function ChosenTable({ portfolio, wishes }: { portfolio: Portfolio; wishes: Wishes }) {
  const { t } = useTranslation("brand");
  const columns = useColumns(wishes);
  return (
    <DataTable
      label={t("portfolio.who")}
      rows={portfolio.chosen}
      columns={columns}
      keyOf={({ creatorId }) => creatorId}
      empty={<EmptyState icon="people" title={t("portfolio.nobody")} />}
    />
  );
}
