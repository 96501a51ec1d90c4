/** Names of hosts on the public internet, told apart from everything else by their letters alone. */

/** Top-level names that never lead to the public internet (RFC 2606, RFC 6761, RFC 8375 and common habits). */
const privateEndings =
  /\.(localhost|localdomain|local|internal|intranet|lan|home|corp|private|test|invalid|example|onion|arpa)$/;
/** The last label has letters, so no way of writing an IPv4 address fits: not decimal, hexadecimal, octal or short. */
const hostName =
  /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/;

/** True for a lower-case name in ASCII without a dot at its end that may lead to the public internet. */
export function isPublicHostName(host: string): boolean {
  return hostName.test(host) && !privateEndings.test(host);
}
