/** A button, the dialog that says what will happen, and perhaps a reason: nothing here happens with one click. */
import { Button, Textarea } from "@mantine/core";
import type { UseMutationResult } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "../../../design/confirm-dialog";
import { fieldErrors } from "../../../design/form";

interface ActionButtonProps<Request, Answer> {
  label: string;
  /** Heading of the dialog, when the label says too little. */
  title?: string;
  /** What will happen. */
  text?: ReactNode;
  facts?: readonly { label: string; value: ReactNode }[];
  /** Of the content that is signed. */
  hash?: string | undefined;
  isFinal?: boolean;
  /** Asks for words, under this name in the request's body. */
  words?: { name: string; label: string; hint?: string };
  write: UseMutationResult<Answer, Error, Request>;
  toRequest(words: string): Request;
  variant?: "filled" | "default";
  isDisabled?: boolean;
  /** More fields, or a list of what is signed. */
  children?: ReactNode;
}

export function ActionButton<Request, Answer>(props: ActionButtonProps<Request, Answer>) {
  const { t } = useTranslation();
  const { label, title = label, words, write, variant = "default" } = props;
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const [missing, setMissing] = useState<string>();
  const open = () => {
    write.reset();
    setMissing(undefined);
    setOpen(true);
  };
  const confirm = () => {
    if (words && typed.trim() === "") {
      setMissing(t("form.required"));
      return;
    }
    write.mutate(props.toRequest(typed.trim()), {
      onSuccess: () => {
        setOpen(false);
        setTyped("");
      },
    });
  };
  const refused = words ? fieldErrors(write.error, { [words.name]: typed })[words.name] : undefined;
  return (
    <>
      <Button variant={variant} onClick={open} disabled={props.isDisabled ?? false}>
        {label}
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={title}
        text={props.text}
        facts={props.facts ?? []}
        hash={props.hash}
        isFinal={props.isFinal ?? false}
        confirmLabel={label}
        onConfirm={confirm}
        isBusy={write.isPending}
        error={write.error}
      >
        {props.children}
        {words ? (
          <Textarea
            label={words.label}
            description={words.hint}
            required
            autosize
            minRows={2}
            value={typed}
            error={missing ?? refused}
            onChange={(event) => {
              setMissing(undefined);
              setTyped(event.currentTarget.value);
            }}
          />
        ) : null}
      </ConfirmDialog>
    </>
  );
}
