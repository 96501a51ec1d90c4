import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

/** RFC 4291, 2.4: everything that is routed on the internet so far lies in 2000::/3. */
const globalUnicast = ipaddr.IPv6.parse("2000::");
const globalUnicastBits = 3;

/**
 * True for an address that anybody on the internet has, and nobody else. Whatever carries an IPv4 address inside (mapped,
 * compatible, NAT64, 6to4, Teredo) is refused without looking at what it carries.
 */
export function isPublicAddress(text: string): boolean {
  // Node's own reader takes four decimal parts only; ipaddr.js alone would also read 0x7f.1.
  if (isIP(text) === 0 || text.includes("%")) return false;
  const address = ipaddr.parse(text);
  if (address.range() !== "unicast") return false;
  // ::a.b.c.d counts as unicast in every library tried, so IPv6 is allowed by a list and not by exceptions.
  return address instanceof ipaddr.IPv4 || address.match(globalUnicast, globalUnicastBits);
}
