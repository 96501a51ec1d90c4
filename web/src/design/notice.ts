import { notifications } from "@mantine/notifications";
import i18next from "i18next";

/** A short word that something was done; it goes away by itself and holds nothing one must act on. */
export function notice(message: string): void {
  const closeButtonProps = { "aria-label": i18next.t("close") };
  notifications.show({ message, color: "teal", withBorder: true, closeButtonProps });
}
