/** Names of the machinery, such as `payout_stuck` or `send-mails`, made readable; they are the same in every language. */
export function inWords(name: string): string {
  return name.replaceAll(/[_-]/g, " ");
}
