/**
 * Requests made from the contract itself: for any zod schema one value that looks like a user's, and the list of its
 * fields. So an operation that somebody adds tomorrow is tested without anybody writing a test for it.
 */
import { z } from "zod";
import { newId } from "../../src/kernel/ids";
import { dayFromNow } from "./marketplace";

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

interface Node {
  type?: string;
  const?: Json;
  enum?: Json[];
  format?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  properties?: Record<string, Node>;
  required?: string[];
  additionalProperties?: Node | boolean;
  items?: Node;
  minItems?: number;
  maxItems?: number;
  anyOf?: Node[];
  oneOf?: Node[];
  allOf?: Node[];
  $ref?: string;
  $defs?: Record<string, Node>;
}

export interface Field {
  /** Place in the example, such as `["fee", "currency"]`. */
  path: (string | number)[];
  node: Node;
  isRequired: boolean;
  isNullable: boolean;
  value: Json;
}

export interface Example {
  value: Json;
  /** Every place in the value below its root, parents before children. */
  fields: Field[];
  /** Paths of the objects that take no other keys, the root among them. */
  objects: (string | number)[][];
}

/** Ids to use for fields of these names; others get an id nobody has. */
export type KnownIds = Readonly<Record<string, string>>;

/** What a rule in code asks of a field and a JSON schema cannot say. */
const byName: Readonly<Record<string, () => Json>> = {
  applyBy: () => dayFromNow(14),
  postBy: () => dayFromNow(30),
  url: () => `https://www.instagram.com/p/${newId().slice(-10)}/`,
  reference: () => `TOP-UP ${newId()}`,
  routingNumber: () => "021000021",
  password: () => "correct horse battery staple",
};

/** Optional fields that a rule in code refuses beside another one. */
const insteadOf: Readonly<Record<string, string>> = { debit: "amount", credit: "amount" };

/** Texts in the shapes that patterns of this API ask for; the first that fits is taken. */
const texts = [
  "12345",
  "12",
  "TH",
  "id",
  "main-usd",
  "#kopi",
  "@warung.kopi",
  "warung.kopi",
  "assets:paypal",
  "a".repeat(64),
  "a".repeat(43),
  `${"a".repeat(22)}.offer_made.${"a".repeat(43)}`,
  "ABCDEFGHJKLMN",
];

function textFor(name: string, node: Node): string {
  if (node.format === "email") return `ploy-${newId().slice(-12)}@example.com`;
  if (node.format === "date") return dayFromNow(1);
  if (node.format === "date-time") return `${dayFromNow(1)}T12:00:00Z`;
  const { pattern } = node;
  if (pattern !== undefined) {
    const fitting = texts.find((text) => new RegExp(pattern, "u").test(text));
    if (fitting === undefined) throw new Error(`No example text fits ${pattern} of ${name}`);
    return fitting;
  }
  return "Kopi susu di sore hari"
    .padEnd(node.minLength ?? 0, ".")
    .slice(0, node.maxLength ?? undefined);
}

function resolve(node: Node, root: Node): { node: Node; isNullable: boolean } {
  if (node.$ref !== undefined) {
    const name = node.$ref.replace("#/$defs/", "");
    const found = root.$defs?.[name];
    if (!found) throw new Error(`Dangling ${node.$ref}`);
    return resolve(found, root);
  }
  if (node.allOf?.length === 1) return resolve(node.allOf[0] as Node, root);
  const others = node.anyOf?.filter((option) => option.type !== "null");
  if (others?.length === 1)
    return { node: resolve(others[0] as Node, root).node, isNullable: true };
  return { node, isNullable: false };
}

class Builder {
  readonly fields: Field[] = [];
  readonly objects: (string | number)[][] = [];

  constructor(
    private readonly root: Node,
    private readonly ids: KnownIds,
  ) {}

  build(name: string, node: Node, path: (string | number)[]): Json {
    if (node.const !== undefined) return node.const;
    if (node.enum) return node.enum.includes("USD") ? "USD" : (node.enum[0] as Json);
    if (node.properties) return this.object(node, path);
    const [kind] = node.oneOf ?? node.anyOf ?? [];
    // One kind stands for all inside a body; of whole bodies there is an example of each.
    if (kind) return this.build(name, resolve(kind, this.root).node, path);
    switch (node.type) {
      case "array":
        return this.array(name, node, path);
      case "integer":
      case "number":
        return node.minimum ?? 1;
      case "boolean":
        return true;
      case "string": {
        const singular = name.replace(/Ids$/, "Id");
        if (node.format === "uuid") return this.ids[singular] ?? newId();
        return byName[name]?.() ?? textFor(name, node);
      }
      default:
        throw new Error(`No example for ${path.join(".")}: ${JSON.stringify(node)}`);
    }
  }

  private object(node: Node, path: (string | number)[]): Json {
    this.objects.push(path);
    const made: Record<string, Json> = {};
    for (const [key, child] of Object.entries(node.properties ?? {})) {
      if (Object.hasOwn(node.properties ?? {}, insteadOf[key] ?? "")) continue;
      made[key] = this.child(key, child, [...path, key], node.required?.includes(key) ?? false);
    }
    return made;
  }

  private array(name: string, node: Node, path: (string | number)[]): Json {
    return [this.child(name, node.items ?? {}, [...path, 0], false)];
  }

  private child(name: string, child: Node, path: (string | number)[], isRequired: boolean): Json {
    const { node, isNullable } = resolve(child, this.root);
    const field: Field = { path, node, isRequired, isNullable, value: null };
    this.fields.push(field);
    field.value = this.build(name, node, path);
    return field.value;
  }
}

const jsonSchemas = new WeakMap<z.ZodType, Node>();

/** A test asks for the same schemas thousands of times, and to write one out takes longer than a request. */
function jsonSchema(schema: z.ZodType): Node {
  const known = jsonSchemas.get(schema);
  if (known) return known;
  const made = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Node;
  jsonSchemas.set(schema, made);
  return made;
}

/** One complete example a branch: every optional field is filled in. */
export function examplesOf(schema: z.ZodType, ids: KnownIds = {}): Example[] {
  const root = jsonSchema(schema);
  const branches = root.oneOf ?? root.anyOf ?? [root];
  return branches.map((branch) => {
    const builder = new Builder(root, ids);
    const value = builder.build("", resolve(branch, root).node, []);
    return { value, fields: builder.fields, objects: builder.objects };
  });
}

export interface QueryField extends Field {
  name: string;
  /** The example value as it stands in an address. */
  text: string;
}

/** Query parameters of a schema with one usable value each. */
export function queryFieldsOf(schema: z.ZodType, ids: KnownIds = {}): QueryField[] {
  return examplesOf(schema, ids).flatMap(({ fields }) =>
    fields
      .filter(({ path }) => path.length === 1)
      .map((field) => ({
        ...field,
        name: String(field.path[0]),
        text: encodeURIComponent(field.value as string | number),
      })),
  );
}

/** The value with one place changed; `undefined` takes the place out. */
export function withChange(
  value: Json,
  path: readonly (string | number)[],
  change: Json | undefined,
): Json {
  const [head, ...rest] = path;
  if (head === undefined) return change ?? null;
  const copy = structuredClone(value) as Record<string | number, Json>;
  if (rest.length > 0) copy[head] = withChange(copy[head] as Json, rest, change);
  else if (change === undefined) delete copy[head];
  else copy[head] = change;
  return copy as Json;
}

/** JSON pointer of a place in a request body. */
export function bodyPointer(path: readonly (string | number)[]): string {
  return ["/body", ...path].join("/");
}

/** What has another shape than our own ids. */
const otherIds: KnownIds = {
  name: "assets:paypal",
  queue: "payouts",
  jobId: "no-such-job-0123456789",
  payoutItemId: "ABCDEFGHJKLMN",
  token: "a".repeat(43),
};

/** `/v1/campaigns/{campaignId}` with ids in place of the names; what is not known gets an id nobody has. */
export function fillPath(path: string, ids: KnownIds = {}): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? otherIds[name] ?? newId());
}
