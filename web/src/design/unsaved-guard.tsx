import { Button, Group, Modal, Text } from "@mantine/core";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useBlocker } from "react-router";

/**
 * Asks before a page with unsaved changes is left, by a link, by the back button, or by closing the tab. The router hears
 * one guard at a time, so a form without changes must not have any: pages with several forms are usual.
 */
export function UnsavedGuard({ isDirty }: { isDirty: boolean }) {
  return isDirty ? <Guard /> : null;
}

function Guard() {
  const { t } = useTranslation();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, []);
  return (
    <Modal
      opened={blocker.state === "blocked"}
      onClose={() => blocker.reset?.()}
      title={t("unsaved.title")}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      <Text mb="md">{t("unsaved.text")}</Text>
      <Group>
        <Button onClick={() => blocker.reset?.()}>{t("unsaved.stay")}</Button>
        <Button variant="default" onClick={() => blocker.proceed?.()}>
          {t("unsaved.leave")}
        </Button>
      </Group>
    </Modal>
  );
}
