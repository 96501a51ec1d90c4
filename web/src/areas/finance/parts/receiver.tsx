import type { ItemOf } from "../../../api/contract";

type Receiver = NonNullable<ItemOf<"GET /v1/payouts">["receiver"]>;

const addressLines = ["line1", "line2", "city", "region", "postalCode", "country"];

/** A postal address in one line, in the order in which it is written on an envelope. */
export function addressText(address: Readonly<Record<string, string | undefined>>): string {
  return addressLines.flatMap((name) => address[name] ?? []).join(", ");
}

/** Where the money goes, in one line. */
export function receiverText(receiver: Receiver): string {
  return receiver.rail === "paypal"
    ? receiver.receiver
    : `${receiver.payeeName}, ${addressText(receiver.postalAddress)}`;
}

export function ReceiverText({ receiver }: { receiver: Receiver | null }) {
  return <span style={{ overflowWrap: "anywhere" }}>{receiver ? receiverText(receiver) : "–"}</span>;
}
