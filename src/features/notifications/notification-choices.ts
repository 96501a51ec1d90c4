/** Which letters somebody gets by e-mail; the list inside the product has all of them. */
import { exec, many, type Tx } from "../../platform/db/sql";
import { recordAudit } from "../audit";
import { type Actor, isFinance, type Role, userIdOf } from "../identity";
import { type MailKind, mailTexts } from "./mail-texts";
import { type Notice, noticesByTopic } from "./notices";

export const deliveries = ["at_once", "daily", "never"] as const;
export type Delivery = (typeof deliveries)[number];

/** Nobody chooses about these, because… */
const notChosen = [
  // …whoever takes over an account must not be able to keep it from its owner,
  "payout_method_changed",
  // …or they go to people without a log-in.
  "consultation_answered",
  "consultation_arrived",
  "member_invited",
  "opinion_declined",
  "opinion_published",
] as const satisfies readonly MailKind[];
type NotChosen = (typeof notChosen)[number];

const kinds = Object.keys(mailTexts) as MailKind[];
const notices = Object.values(noticesByTopic).flat();
const goesTo = (kind: MailKind, sides: readonly Notice["to"][]) =>
  notices.some((notice) => notice.kind === kind && sides.includes(notice.to));

/** Letters about new breaks, for those who have the role of an owner; each person chooses for themselves. */
const digestReaders = {
  breaks_of_finance: ["finance_maker", "finance_checker"],
  breaks_of_operator: ["operator"],
} as const satisfies Readonly<Record<string, readonly Role[]>>;
type DigestKind = keyof typeof digestReaders;
const digestKinds = Object.keys(digestReaders) as DigestKind[];

export type ChosenKind = Exclude<MailKind, NotChosen> | DigestKind;

/** Kinds somebody may choose about. */
export const choosableKinds = [
  ...kinds.filter((kind) => !notChosen.some((never) => never === kind)),
  ...digestKinds,
] as [ChosenKind, ...ChosenKind[]];

export interface Choice {
  kind: ChosenKind;
  delivery: Delivery;
}

const isDigest = (kind: ChosenKind): kind is DigestKind => Object.hasOwn(digestReaders, kind);

/** What the caller gets, kind by kind, in the order of the catalogue; without a choice everything comes at once. */
export async function listChoices(tx: Tx, actor: Actor): Promise<Choice[]> {
  const rows = await many<Choice>(
    tx,
    "SELECT kind, delivery FROM notification_choices WHERE user_id = $1",
    [userIdOf(actor)],
  );
  const chosen = new Map(rows.map(({ kind, delivery }) => [kind, delivery]));
  const sides: Notice["to"][] = [
    ...(actor.roles.has("creator") ? (["creator", "both"] as const) : []),
    ...(actor.memberships.length > 0 ? (["brand", "both"] as const) : []),
    ...(isFinance(actor) ? (["finance"] as const) : []),
  ];
  return choosableKinds
    .filter((kind) =>
      isDigest(kind)
        ? digestReaders[kind].some((role) => actor.roles.has(role))
        : goesTo(kind, sides),
    )
    .map((kind) => ({ kind, delivery: chosen.get(kind) ?? "at_once" }));
}

/** It counts for letters that are written afterwards. */
export async function setChoice(tx: Tx, actor: Actor, choice: Choice): Promise<void> {
  const userId = userIdOf(actor);
  const { kind, delivery } = choice;
  await keepChoice(tx, userId, choice);
  await recordAudit(tx, {
    actor: actor.principal,
    action: "notification_choice.set",
    objectType: "user",
    objectId: userId,
    details: { kind, delivery },
  });
}

export async function keepChoice(
  tx: Tx,
  userId: string,
  { kind, delivery }: Choice,
): Promise<void> {
  await exec(
    tx,
    `INSERT INTO notification_choices (user_id, kind, delivery) VALUES ($1, $2, $3)
     ON CONFLICT (user_id, kind) DO UPDATE SET delivery = excluded.delivery, chosen_at = now()`,
    [userId, kind, delivery],
  );
}
