/** Links inside the console. They keep the language of the page; pages never write it themselves. */
import { Anchor, type AnchorProps, Button, type ButtonProps } from "@mantine/core";
import { type ReactNode, useCallback } from "react";
import { useTranslation } from "react-i18next";
import { Link, type NavigateOptions, useNavigate } from "react-router";
import type { Language } from "../api/contract";
import { inLanguage } from "../i18n/languages";

/** `/finance/payouts` → `/th/finance/payouts`. */
export function useHref(): (path: string) => string {
  const { i18n } = useTranslation();
  return useCallback((path) => inLanguage(path, i18n.language as Language), [i18n.language]);
}

/** Goes to a page of the console by its path without language. */
export function useGo(): (path: string, options?: NavigateOptions) => void {
  const navigate = useNavigate();
  const href = useHref();
  return useCallback(
    (path, options) => {
      void navigate(href(path), options);
    },
    [navigate, href],
  );
}

interface PageLinkProps extends AnchorProps {
  to: string;
  children: ReactNode;
}

export function PageLink({ to, ...rest }: PageLinkProps) {
  const href = useHref();
  return <Anchor component={Link} to={href(to)} {...rest} />;
}

interface PageButtonProps extends ButtonProps {
  to: string;
  children: ReactNode;
}

export function PageButton({ to, ...rest }: PageButtonProps) {
  const href = useHref();
  return <Button component={Link} to={href(to)} {...rest} />;
}
