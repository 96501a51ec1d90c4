/** What you see is what you sign: the facts of a decision, and the hash that goes with it to the server. */
import { Alert, Button, Checkbox, Group, Modal, Stack, Text } from "@mantine/core";
import { type ReactNode, useEffect, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "./confirm-dialog.module.css";
import { Icon } from "./icons";
import { ProblemAlert } from "./states";
import { Facts } from "./values";

interface ConfirmDialogProps {
  isOpen: boolean;
  onClose(): void;
  title: string;
  /** What will happen. */
  text?: ReactNode;
  /** Totals, counts, names: everything the signature covers. */
  facts?: readonly { label: string; value: ReactNode }[];
  /** SHA-256 of the content as it was shown; the server refuses when it has changed since. */
  hash?: string | undefined;
  /** Cannot be taken back: asks for a tick first. */
  isFinal?: boolean;
  confirmLabel: string;
  onConfirm(): void;
  isBusy?: boolean;
  error?: unknown;
  /** A list of what is signed, or fields such as a reason. */
  children?: ReactNode;
}

export function ConfirmDialog(props: ConfirmDialogProps) {
  const { t } = useTranslation();
  const { isOpen, onClose, title, text, facts = [], hash, isFinal = false } = props;
  const [isSure, setSure] = useState(false);
  const hashId = useId();
  // Also when it was closed because it was done: the next decision needs a tick of its own.
  useEffect(() => {
    if (!isOpen) setSure(false);
  }, [isOpen]);
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={title}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      <Stack>
        {text ? <Text>{text}</Text> : null}
        {facts.length > 0 ? <Facts items={facts} /> : null}
        {props.children}
        {hash ? (
          <Alert variant="default" icon={<Icon name="shield" />} title={t("confirm.hash")}>
            <code id={hashId} className={classes["hash"]}>
              {hash}
            </code>
            <Text size="sm" c="dimmed">
              {t("confirm.hashText")}
            </Text>
          </Alert>
        ) : null}
        {props.error ? <ProblemAlert error={props.error} shouldListFields /> : null}
        {isFinal ? (
          <Checkbox
            label={t("confirm.sure")}
            checked={isSure}
            onChange={(event) => setSure(event.currentTarget.checked)}
          />
        ) : null}
        <Group>
          <Button
            onClick={props.onConfirm}
            loading={props.isBusy ?? false}
            disabled={isFinal && !isSure}
            {...(hash ? { "aria-describedby": hashId } : {})}
          >
            {props.confirmLabel}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t("confirm.cancel")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
