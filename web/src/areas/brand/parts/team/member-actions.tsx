/** What can be done with a member, each asked once more before it is done. */
import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { ItemOf } from "../../../../api/contract";
import { useWrite } from "../../../../api/hooks";
import { useHref } from "../../../../app/links";
import { useMe, useSession } from "../../../../app/session";
import { ConfirmDialog } from "../../../../design/confirm-dialog";
import { notice } from "../../../../design/notice";
import { useBrand } from "../brand";

export type Member = ItemOf<"GET /v1/brands/{brandId}/members">;

const list = "GET /v1/brands/{brandId}/members";
const one = "/v1/brands/{brandId}/members/{userId}";

interface ActionProps {
  label: string;
  /** With the name of whom it is about, for those who do not see the row. */
  title: string;
  text: string;
  confirmLabel: string;
  isFinal?: boolean;
  write: { isPending: boolean; error: unknown; reset(): void };
  onConfirm(close: () => void): void;
}

function Action({ label, title, text, confirmLabel, isFinal, write, onConfirm }: ActionProps) {
  const [isOpen, setOpen] = useState(false);
  const close = () => {
    write.reset();
    setOpen(false);
  };
  return (
    <>
      <Button variant="default" aria-label={title} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onClose={close}
        title={title}
        text={text}
        isFinal={isFinal ?? false}
        confirmLabel={confirmLabel}
        onConfirm={() => onConfirm(close)}
        isBusy={write.isPending}
        error={write.error}
      />
    </>
  );
}

/** The session after the caller's own place in the brand has changed. */
function useOwnPlace() {
  const me = useMe();
  const { update } = useSession();
  const { brandId } = useBrand();
  return {
    isMe: (userId: string) => userId === me.id,
    leave: () => update({ ...me, brands: me.brands.filter((entry) => entry.brandId !== brandId) }),
    change: (role: Member["role"]) =>
      update({
        ...me,
        brands: me.brands.map((entry) => (entry.brandId === brandId ? { ...entry, role } : entry)),
      }),
  };
}

export function ChangeRole({ member }: { member: Member }) {
  const { t } = useTranslation("brand");
  const { brandId } = useBrand();
  const own = useOwnPlace();
  const { userId, displayName: name } = member;
  const role = member.role === "brand_manager" ? "brand_member" : "brand_manager";
  const write = useWrite(`PATCH ${one}`, { invalidates: [list] });
  const onConfirm = (close: () => void) =>
    write.mutate(
      { params: { brandId, userId }, body: { role } },
      {
        onSuccess: () => {
          close();
          notice(t("team.done"));
          if (own.isMe(userId)) own.change(role);
        },
      },
    );
  return (
    <Action
      label={t("team.changeRole")}
      title={t("team.changeRoleOf", { name })}
      text={`${t("team.changeTo", { name, role: t(`team.roles.${role}`) })}. ${t(`team.roleTexts.${role}`)}`}
      confirmLabel={t("team.change")}
      write={write}
      onConfirm={onConfirm}
    />
  );
}

export function RemoveMember({ member }: { member: Member }) {
  const { t } = useTranslation("brand");
  const { brandId } = useBrand();
  const { userId, displayName: name } = member;
  const write = useWrite(`DELETE ${one}`, {
    invalidates: [list],
    onDone: () => notice(t("team.done")),
  });
  return (
    <Action
      label={t("team.remove")}
      title={t("team.removeOne", { name })}
      text={t("team.removeText")}
      confirmLabel={t("team.remove")}
      isFinal
      write={write}
      onConfirm={() => write.mutate({ params: { brandId, userId } })}
    />
  );
}

export function LeaveTeam() {
  const { t } = useTranslation("brand");
  const { id: userId } = useMe();
  const { brandId, name: brand, brands } = useBrand();
  const own = useOwnPlace();
  const { logOut } = useSession();
  const navigate = useNavigate();
  const href = useHref();
  const hasOther = brands.length > 1;
  const goAway = async () => {
    // Away first: without a brand this page has nothing to stand on.
    await navigate(href(hasOther ? "/brand" : "/"));
    // The last brand was all the session was good for, so the server has ended it.
    if (hasOther) own.leave();
    else await logOut();
  };
  const write = useWrite(`DELETE ${one}`, {
    onDone: () => void goAway(),
  });
  return (
    <Action
      label={t("team.leave")}
      title={t("team.leaveTitle", { brand })}
      text={t("team.leaveText")}
      confirmLabel={t("team.leave")}
      isFinal
      write={write}
      onConfirm={() => write.mutate({ params: { brandId, userId } })}
    />
  );
}
