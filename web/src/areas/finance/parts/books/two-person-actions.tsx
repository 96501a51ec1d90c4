/** Agree or refuse: what one person prepared and another signs, with the facts and the hash. */
import { Button, Group } from "@mantine/core";
import type { UseMutationResult } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "../../../../app/session";
import { ConfirmDialog } from "../../../../design/confirm-dialog";
import { ProblemAlert } from "../../../../design/states";

interface TwoPersonActionsProps<Approve, Decline> {
  proposedById: string | null;
  title: string;
  text: string;
  facts: readonly { label: string; value: ReactNode }[];
  hash?: string;
  approve: UseMutationResult<unknown, Error, Approve>;
  approveRequest: Approve;
  decline: UseMutationResult<unknown, Error, Decline>;
  declineRequest: Decline;
}

export function TwoPersonActions<A, D>(props: TwoPersonActionsProps<A, D>) {
  const { proposedById, title, text, facts, hash, approve, decline } = props;
  const { t } = useTranslation("finance");
  const { me, hasRole } = useSession();
  const [isOpen, setOpen] = useState(false);
  if (!hasRole("finance_checker") || proposedById === me?.id) {
    return <span>{t("treasury.waitsForOther")}</span>;
  }
  return (
    <>
      {decline.error ? <ProblemAlert error={decline.error} /> : null}
      <Group gap="xs">
        <Button onClick={() => setOpen(true)}>{t("treasury.look")}</Button>
        <Button
          variant="default"
          loading={decline.isPending}
          onClick={() => decline.mutate(props.declineRequest)}
        >
          {t("treasury.decline")}
        </Button>
      </Group>
      <ConfirmDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={title}
        text={text}
        facts={facts}
        hash={hash}
        confirmLabel={t("treasury.agree")}
        onConfirm={() => approve.mutate(props.approveRequest, { onSuccess: () => setOpen(false) })}
        isBusy={approve.isPending}
        error={approve.error}
      />
    </>
  );
}
