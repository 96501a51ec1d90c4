/** People by their signatures. */
import { many, type Tx } from "../../platform/db/sql";
import type { Signer } from "../../platform/http/signer";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The id that a signature names, when it is one of this kind. */
function idsOf(signatures: readonly string[], kind: "user" | "key"): string[] {
  return signatures.flatMap((text) => {
    const id = text.startsWith(`${kind}:`) ? text.slice(kind.length + 1) : text;
    return uuid.test(id) && (id !== text || kind === "user") ? [id] : [];
  });
}

/**
 * Who signed, by the text of the signature: `user:<id>`, `key:<id>` for what an API key did for its user, or a bare id. One
 * query for all of them; whatever the product did itself is not in the answer.
 */
export async function findSigners(
  tx: Tx,
  signatures: readonly string[],
): Promise<Map<string, Signer>> {
  const userIds = idsOf(signatures, "user");
  const keyIds = idsOf(signatures, "key");
  if (userIds.length + keyIds.length === 0) return new Map();
  const rows = await many<{ signature: string; id: string; name: string }>(
    tx,
    `SELECT 'user:' || id AS signature, id, display_name AS name FROM users WHERE id = ANY($1::uuid[])
     UNION ALL
     SELECT 'key:' || k.id, u.id, u.display_name FROM api_keys k JOIN users u ON u.id = k.user_id
     WHERE k.id = ANY($2::uuid[])`,
    [userIds, keyIds],
  );
  const people = new Map(rows.map(({ signature, id, name }) => [signature, { id, name }]));
  return new Map(
    signatures.flatMap((text) => {
      const person = people.get(text) ?? people.get(`user:${text}`);
      return person ? [[text, person] as const] : [];
    }),
  );
}
