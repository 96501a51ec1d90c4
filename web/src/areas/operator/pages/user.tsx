import { Button, Checkbox, Stack, Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import type { AnswerOf } from "../../../api/contract";
import { useRead, useWrite } from "../../../api/hooks";
import { PageLink } from "../../../app/links";
import { useMe } from "../../../app/session";
import { ConfirmDialog } from "../../../design/confirm-dialog";
import { FormLayout, useRequired } from "../../../design/form";
import { notice } from "../../../design/notice";
import { PageHeader } from "../../../design/page-header";
import { PageSkeleton, QueryState } from "../../../design/states";
import { StatusBadge } from "../../../design/status";
import { DateText, Facts, Panel } from "../../../design/values";
import { ReasonDialog } from "../parts/reason-dialog";
import { type StaffRole, staffRoles, useRoleNames } from "../parts/roles";

type User = AnswerOf<"GET /v1/users/{userId}">;

const refreshed = ["GET /v1/users", "GET /v1/users/{userId}"] as const;

/** Shutting out and letting in again happen at once and by one operator. */
function AccessButton({ user }: { user: User }) {
  const { t } = useTranslation("operator");
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  const disable = useWrite("POST /v1/users/{userId}/disable", {
    invalidates: refreshed,
    onDone: () => {
      close();
      notice(t("user.nowDisabled"));
    },
  });
  const enable = useWrite("POST /v1/users/{userId}/enable", {
    invalidates: refreshed,
    onDone: () => {
      close();
      notice(t("user.nowEnabled"));
    },
  });
  const params = { userId: user.id };
  const facts = [
    { label: t("users.name"), value: user.displayName },
    { label: t("users.email"), value: user.email },
  ];
  if (user.disabledAt) {
    return (
      <>
        <Button variant="default" onClick={() => setOpen(true)}>
          {t("user.enable")}
        </Button>
        <ConfirmDialog
          isOpen={isOpen}
          onClose={close}
          title={t("user.enable")}
          text={t("user.enableText")}
          facts={facts}
          confirmLabel={t("user.enable")}
          onConfirm={() => enable.mutate({ params })}
          isBusy={enable.isPending}
          error={enable.error}
        />
      </>
    );
  }
  return (
    <>
      <Button color="red" variant="light" onClick={() => setOpen(true)}>
        {t("user.disable")}
      </Button>
      <ReasonDialog
        isOpen={isOpen}
        onClose={close}
        title={t("user.disable")}
        text={t("user.disableText")}
        facts={facts}
        label={t("user.reason")}
        confirmLabel={t("user.disable")}
        onConfirm={(reason) => disable.mutate({ params, body: { reason } })}
        isBusy={disable.isPending}
        error={disable.error}
      />
    </>
  );
}

/** First of two signatures. */
function ProposeRoles({ user }: { user: User }) {
  const { t } = useTranslation("operator");
  const required = useRequired();
  const held = staffRoles.filter((role) => user.roles.includes(role));
  const form = useForm<{ roles: StaffRole[]; reason: string }>({
    initialValues: { roles: held, reason: "" },
    validate: { reason: required },
  });
  const propose = useWrite("POST /v1/role-changes", {
    invalidates: ["GET /v1/role-changes"],
    onDone: () => {
      form.setFieldValue("reason", "");
      notice(t("user.proposed"));
    },
  });
  return (
    <Panel title={t("user.staffRoles")}>
      <FormLayout
        form={form}
        write={propose}
        toRequest={(values) => ({ body: { userId: user.id, ...values } })}
        submitLabel={t("user.propose")}
        actions={<PageLink to="/operator/role-changes">{t("user.toChanges")}</PageLink>}
      >
        <Checkbox.Group
          label={t("user.rolesThen")}
          description={t("user.rolesText")}
          {...form.getInputProps("roles")}
        >
          <Stack gap="xs" mt="xs">
            {staffRoles.map((role) => (
              <Checkbox key={role} value={role} label={t(`roles.${role}`)} />
            ))}
          </Stack>
        </Checkbox.Group>
        <Textarea
          label={t("user.reason")}
          required
          autosize
          minRows={2}
          {...form.getInputProps("reason")}
        />
      </FormLayout>
    </Panel>
  );
}

function Details({ user }: { user: User }) {
  const { t } = useTranslation("operator");
  const roleNames = useRoleNames();
  const isMe = useMe().id === user.id;
  return (
    <>
      <PageHeader
        title={user.displayName}
        text={user.email}
        crumbs={[{ label: t("users.title"), to: "/operator/users" }]}
        actions={isMe ? null : <AccessButton user={user} />}
      />
      <Panel>
        <Facts
          items={[
            {
              label: t("users.state"),
              value: (
                <StatusBadge
                  tone={user.disabledAt ? "bad" : "good"}
                  label={t(user.disabledAt ? "users.disabled" : "users.active")}
                />
              ),
            },
            { label: t("users.roles"), value: roleNames(user) },
            { label: t("user.language"), value: t(`languages.${user.locale as "en"}`) },
            { label: t("users.since"), value: <DateText at={user.createdAt} /> },
            {
              label: t("users.lastSeen"),
              value: user.lastSeenAt ? (
                <DateText at={user.lastSeenAt} hasDistance />
              ) : (
                t("users.never")
              ),
            },
            ...(user.disabledAt
              ? [{ label: t("user.disabledAt"), value: <DateText at={user.disabledAt} /> }]
              : []),
          ]}
        />
        <PageLink to={`/operator/audit?actor=user:${user.id}`} size="sm">
          {t("user.toTrail")}
        </PageLink>
      </Panel>
      {isMe ? (
        <Panel title={t("user.staffRoles")}>{t("user.self")}</Panel>
      ) : (
        <ProposeRoles key={user.roles.join()} user={user} />
      )}
    </>
  );
}

export function Page() {
  const { userId = "" } = useParams();
  const user = useRead("GET /v1/users/{userId}", { params: { userId } }, { isLive: true });
  return (
    <QueryState query={user} skeleton={<PageSkeleton />}>
      {(data) => <Details user={data} />}
    </QueryState>
  );
}
