/** Where the link of an invitation leads: somebody joins the team of a brand, with a new account or with theirs. */
import { Alert, Button, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useLocalStorage } from "@mantine/hooks";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import type { AnswerOf, Language } from "../../../api/contract";
import { useRead, useWrite } from "../../../api/hooks";
import { ApiProblem } from "../../../api/problem";
import { useGo } from "../../../app/links";
import { LogInForm } from "../../../app/log-in-form";
import { useSession } from "../../../app/session";
import { FormLayout, useRequired } from "../../../design/form";
import { Icon } from "../../../design/icons";
import { PageHeader } from "../../../design/page-header";
import { EmptyState, ErrorState, PageSkeleton, ProblemAlert } from "../../../design/states";
import { DateText, Facts, Panel } from "../../../design/values";

type Invitation = AnswerOf<"GET /v1/member-invitations/{token}">;

interface StepProps {
  token: string;
  invitation: Invitation;
  /** The link opens nothing from now on. */
  onAccepted(): void;
  /** Goes to the brand's home, with that brand chosen. */
  onJoined(brandId: string): void;
}

function NewAccount({ token, invitation: { email }, onAccepted, onJoined }: StepProps) {
  const { t, i18n } = useTranslation("public");
  const { logIn } = useSession();
  const go = useGo();
  const required = useRequired();
  const form = useForm({
    initialValues: { displayName: "", password: "" },
    validate: { displayName: required, password: required },
  });
  const write = useWrite("POST /v1/member-invitations/{token}/acceptance", {
    onDone: ({ brandId }) => {
      onAccepted();
      // The account is there; when only the log-in went wrong, it is tried again on its own page.
      void logIn(email, form.getValues().password).then(
        () => onJoined(brandId),
        () => go("/log-in"),
      );
    },
  });
  return (
    <Panel title={t("join.newTitle")}>
      <FormLayout
        form={form}
        write={write}
        toRequest={(values) => ({
          params: { token },
          body: { ...values, locale: i18n.language as Language },
        })}
        submitLabel={t("join.newSubmit")}
      >
        <TextInput
          label={t("register.displayName")}
          autoComplete="name"
          maxLength={120}
          required
          {...form.getInputProps("displayName")}
        />
        <TextInput
          label={t("register.email")}
          type="email"
          autoComplete="username"
          value={email}
          readOnly
        />
        <PasswordInput
          label={t("register.password")}
          description={t("register.passwordHint")}
          autoComplete="new-password"
          required
          visibilityToggleButtonProps={{ "aria-label": t("register.showPassword"), tabIndex: 0 }}
          // The component itself leaves this to the frame around the field.
          {...(form.errors["password"] ? { "aria-invalid": true } : {})}
          {...form.getInputProps("password")}
        />
      </FormLayout>
    </Panel>
  );
}

function OwnAccount({ token, invitation: { brandName: brand }, onJoined }: StepProps) {
  const { t } = useTranslation("public");
  const { update } = useSession();
  const write = useWrite("POST /v1/member-invitations/{token}/acceptance", {
    onDone: ({ user, brandId }) => {
      update(user);
      onJoined(brandId);
    },
  });
  return (
    <Panel>
      {write.error ? <ProblemAlert error={write.error} /> : null}
      <Text my="sm">{t("join.here")}</Text>
      <Button
        loading={write.isPending}
        onClick={() => write.mutate({ params: { token }, body: {} })}
      >
        {t("join.submit", { brand })}
      </Button>
    </Panel>
  );
}

function OtherAccount({ mine, invited }: { mine: string; invited: string }) {
  const { t } = useTranslation("public");
  const { logOut } = useSession();
  return (
    <Alert
      variant="light"
      icon={<Icon name="person" />}
      title={t("join.otherTitle", { email: mine })}
    >
      <Text mb="sm">{t("join.otherText", { email: invited })}</Text>
      <Button onClick={() => void logOut()}>{t("join.logOut")}</Button>
    </Alert>
  );
}

function Step(props: StepProps) {
  const { t } = useTranslation("public");
  const { me } = useSession();
  const { email, hasAccount } = props.invitation;
  if (me && me.email.toLowerCase() !== email.toLowerCase()) {
    return <OtherAccount mine={me.email} invited={email} />;
  }
  if (me) return <OwnAccount {...props} />;
  if (!hasAccount) return <NewAccount {...props} />;
  return (
    <Panel title={t("join.logInTitle")}>
      <Text mb="sm">{t("join.logInText")}</Text>
      <LogInForm fixedEmail={email} onDone={() => undefined} />
    </Panel>
  );
}

export function Page() {
  const { t } = useTranslation("public");
  const { token = "" } = useParams();
  const go = useGo();
  const [, choose] = useLocalStorage({ key: "kampanye-brand", defaultValue: "" });
  const [isAccepted, setAccepted] = useState(false);
  const seen = useRead(
    "GET /v1/member-invitations/{token}",
    { params: { token } },
    { isEnabled: !isAccepted },
  );
  const { data: invitation, error } = seen;
  if (isAccepted) return <PageSkeleton />;
  if (!invitation) {
    if (error instanceof ApiProblem && [404, 422].includes(error.status)) {
      return (
        <EmptyState isPage icon="link" title={t("join.goneTitle")} text={t("join.goneText")} />
      );
    }
    return error ? (
      <ErrorState error={error} onRetry={() => void seen.refetch()} />
    ) : (
      <PageSkeleton />
    );
  }
  const onJoined = (brandId: string) => {
    choose(brandId);
    go("/brand", { replace: true });
  };
  return (
    <>
      <PageHeader
        title={t("join.title", { brand: invitation.brandName })}
        text={t(`join.role.${invitation.role}`)}
      />
      <Stack gap="lg">
        <Facts
          items={[
            { label: t("join.for"), value: invitation.email },
            { label: t("join.until"), value: <DateText at={invitation.expiresAt} hasDistance /> },
          ]}
        />
        <Step
          token={token}
          invitation={invitation}
          onAccepted={() => setAccepted(true)}
          onJoined={onJoined}
        />
      </Stack>
    </>
  );
}
