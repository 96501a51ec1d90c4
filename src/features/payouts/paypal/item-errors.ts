/**
 * Every error PayPal may give for a payment or a batch: who has to act, and what each side is told. A creator reads a
 * reason only when it is theirs to mend; whatever the others are, they sound the same.
 */
import type { Locale } from "../../../kernel/locale";
import { type Text, text } from "../../../kernel/texts";
import { accountErrorTexts, bugErrorTexts, passingErrorTexts } from "./account-error-texts";
import { complianceErrorTexts } from "./compliance-error-texts";
import { receiverErrorTexts } from "./receiver-error-texts";

/**
 * - `creator_acts`: the receiver's account or address;
 * - `we_act`: our account, or something finance has to look at;
 * - `compliance`: law and risk; nobody tries again before people have decided;
 * - `our_bug`: this program should not have sent it;
 * - `transient`: PayPal was at fault or busy.
 */
export const errorGroups = [
  "creator_acts",
  "we_act",
  "compliance",
  "our_bug",
  "transient",
] as const;
export type ErrorGroup = (typeof errorGroups)[number];

interface ItemError {
  group: ErrorGroup;
  creator: Text;
  finance: Text;
}

const weLookIntoIt = text(
  "We are sorting this out. You need not do anything, and we will write to you.",
  "Kami sedang menyelesaikannya. Anda tidak perlu melakukan apa pun, dan kami akan mengabari Anda.",
  "เรากำลังจัดการเรื่องนี้ คุณไม่ต้องทำอะไร แล้วเราจะแจ้งให้ทราบ",
);

const checkYourAddress = text(
  "PayPal did not accept the details. Please check your payout method for typing errors; we look at it too.",
  "PayPal tidak menerima rinciannya. Periksa apakah ada salah ketik pada metode pembayaran Anda; kami juga memeriksanya.",
  "PayPal ไม่รับข้อมูลนี้ โปรดตรวจว่าวิธีรับเงินของคุณพิมพ์ผิดหรือไม่ เราจะตรวจด้วย",
);

const unknownError: ItemError = {
  group: "we_act",
  creator: weLookIntoIt,
  finance: text(
    "PayPal names an error that this program does not know. Look it up there, and ask PayPal.",
    "PayPal menyebut kesalahan yang tidak dikenal program ini. Cari artinya, dan tanyakan kepada PayPal.",
    "PayPal แจ้งข้อผิดพลาดที่โปรแกรมนี้ไม่รู้จัก โปรดค้นหาความหมายและสอบถาม PayPal",
  ),
};

const quietly = (group: ErrorGroup, texts: Readonly<Record<string, Text>>): [string, ItemError][] =>
  Object.entries(texts).map(([name, finance]) => [name, { group, creator: weLookIntoIt, finance }]);

export const itemErrors: ReadonlyMap<string, ItemError> = new Map<string, ItemError>([
  ...Object.entries(receiverErrorTexts).map(([name, texts]): [string, ItemError] => [
    name,
    { group: "creator_acts", ...texts },
  ]),
  ...quietly("we_act", accountErrorTexts),
  ...quietly("compliance", complianceErrorTexts),
  ...quietly("our_bug", bugErrorTexts),
  ...quietly("transient", passingErrorTexts),
  [
    "VALIDATION_ERROR",
    { group: "we_act", creator: checkYourAddress, finance: accountErrorTexts.VALIDATION_ERROR },
  ],
]);

function findItemError(name: string): ItemError | undefined {
  return itemErrors.get(/^GAM(?:ER|ING)_/.test(name) ? "GAMING" : name);
}

export interface Problem {
  /** In PayPal's words, or in ours for what no answer of PayPal says. */
  name: string;
  group: ErrorGroup;
  message: string;
}

/** An item's error for finance, in the language of whoever asks. */
export function financeProblem(name: string, locale: Locale): Problem {
  const { group, finance } = findItemError(name) ?? unknownError;
  return { name, group, message: finance[locale] };
}

/** Why a batch has not gone: by name when PayPal refused it, and else that there was no usable answer. */
export function batchProblem(name: string, wasRefused: boolean, locale: Locale): Problem {
  if (wasRefused || itemErrors.has(name)) return financeProblem(name, locale);
  return { ...financeProblem("no_answer", locale), name };
}

/** What the creator reads about an error. Null, because PayPal gave no reason, reads like everything we look into. */
export function creatorMessage(name: string | null): Text {
  return (name === null ? unknownError : (findItemError(name) ?? unknownError)).creator;
}

/** True when only the creator can mend it, so that they may know its name. */
export function isForCreator(name: string): boolean {
  return findItemError(name)?.group === "creator_acts";
}

/** The break an error opens by itself: law, risk, our own faults, and what nobody has seen before. */
export function breakOfError(
  name: string,
): { kind: string; owner: "finance" | "operator"; nextAction: string } | undefined {
  const found = findItemError(name);
  if (!found) {
    return { kind: "payout_item_unknown_error", owner: "finance", nextAction: "ask_paypal" };
  }
  if (found.group === "compliance") {
    return { kind: "payout_item_compliance", owner: "finance", nextAction: "ask_compliance" };
  }
  if (found.group === "our_bug") {
    return { kind: "payout_item_our_bug", owner: "operator", nextAction: "report_to_developers" };
  }
  return undefined;
}
