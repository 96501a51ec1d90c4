import { notifications } from "@mantine/notifications";

/** A short word that something was done; it goes away by itself and holds nothing one must act on. */
export function notice(message: string): void {
  notifications.show({ message, color: "teal", withBorder: true });
}
