import { Button, Modal, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useLeave } from "./leave";
import { LogInForm } from "./log-in-form";
import { useSession } from "./session";

/** Stands over the page, which keeps what was typed; after the log-in it goes on where it was. */
export function SessionExpired() {
  const { t } = useTranslation();
  const { me } = useSession();
  const leave = useLeave();
  if (!me) return null;
  return (
    <Modal
      opened
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={t("expired.title")}
    >
      <Stack>
        <Text>{t("expired.text")}</Text>
        <LogInForm fixedEmail={me.email} onDone={() => undefined} />
        <Button variant="subtle" color="gray" onClick={() => void leave()}>
          {t("expired.leave")}
        </Button>
      </Stack>
    </Modal>
  );
}
