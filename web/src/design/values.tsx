/** Single values on a page: money, times, days, key figures, and pairs of name and value. */
import { Text } from "@mantine/core";
import type { ReactNode } from "react";
import type { Money } from "../api/contract";
import { useFormat } from "../i18n/format";
import classes from "./values.module.css";

/** From so many characters on an amount no longer fits a card in large letters. */
const longLength = 16;

/** An amount in the reader's notation, digits aligned; nothing is rounded. */
export function MoneyText({ money }: { money: Money }) {
  const format = useFormat();
  const text = format.money(money);
  return (
    <span className="numbers" data-long={text.length > longLength || undefined}>
      {text}
    </span>
  );
}

interface DateTextProps {
  /** An instant in UTC, or a calendar day. */
  at: string;
  /** IANA zone; the reader's own when absent. */
  zone?: string;
  /** Adds how far away it is. */
  hasDistance?: boolean;
}

/** A point in time as the reader writes it; the machine-readable form stays with it. */
export function DateText({ at, zone, hasDistance = false }: DateTextProps) {
  const format = useFormat();
  const isDay = at.length === 10;
  return (
    <time dateTime={at} {...(isDay ? {} : { title: at })}>
      {isDay ? format.day(at) : format.instant(at, zone)}
      {hasDistance ? ` (${format.distance(isDay ? `${at}T23:59:59Z` : at)})` : null}
    </time>
  );
}

interface FigureProps {
  label: string;
  value: ReactNode;
  text?: ReactNode;
}

/** One number that matters, large. Several stand in a {@link Figures}. */
export function Figure({ label, value, text }: FigureProps) {
  return (
    <div className={classes["figure"]}>
      <dt>{label}</dt>
      <dd>
        <span className={classes["value"]}>{value}</span>
        {text ? (
          <Text component="span" size="sm" c="dimmed" display="block">
            {text}
          </Text>
        ) : null}
      </dd>
    </div>
  );
}

export function Figures({ children }: { children: ReactNode }) {
  return <dl className={classes["figures"]}>{children}</dl>;
}

/** Name and value pairs of one object. */
export function Facts({ items }: { items: readonly { label: string; value: ReactNode }[] }) {
  return (
    <dl className={classes["facts"]}>
      {items.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A block of a page with a border. */
export function Panel({ children, title }: { children: ReactNode; title?: string }) {
  return (
    <section className={classes["panel"]}>
      {title ? <h2 className={classes["heading"]}>{title}</h2> : null}
      {children}
    </section>
  );
}
