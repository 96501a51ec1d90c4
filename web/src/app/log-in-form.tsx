import { Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Me } from "../api/contract";
import { ProblemAlert } from "../design/states";
import { useSession } from "./session";

export interface Credentials {
  email: string;
  password: string;
}

interface LogInFormProps {
  /** Set when somebody has to prove again who they are. */
  fixedEmail?: string;
  /** Fills the form, when a demo user was picked. */
  offered?: Credentials | undefined;
  onDone(me: Me): void;
}

/** Asks for e-mail address and password; the page around it stays whatever it was. */
export function LogInForm({ fixedEmail, offered, onDone }: LogInFormProps) {
  const { t } = useTranslation();
  const { logIn } = useSession();
  const [email, setEmail] = useState(offered?.email ?? fixedEmail ?? "");
  const [password, setPassword] = useState(offered?.password ?? "");
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      onDone(await logIn(email, password));
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack>
        {error === undefined ? null : <ProblemAlert error={error} />}
        <TextInput
          label={t("logIn.email")}
          type="email"
          name="email"
          autoComplete="username"
          required
          readOnly={fixedEmail !== undefined}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label={t("logIn.password")}
          name="password"
          autoComplete="current-password"
          required
          visibilityToggleButtonProps={{ "aria-label": t("logIn.showPassword"), tabIndex: 0 }}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" loading={isBusy}>
          {t("logIn.submit")}
        </Button>
      </Stack>
    </form>
  );
}
