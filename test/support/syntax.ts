/** Sources as syntax trees, so that rules about code are not fooled by comments and strings. */
import { parseSync } from "@swc/core";
import { type SourceFile, sourceFiles } from "./repository";

export interface SyntaxNode {
  type: string;
  /** Absent for a property, which begins where its key does. */
  span?: { start: number; end: number };
  [property: string]: unknown;
}

export interface ParsedFile extends SourceFile {
  root: SyntaxNode;
  lineOf(node: SyntaxNode): number;
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof (value as SyntaxNode | null)?.type === "string";
}

function parse(file: SourceFile): ParsedFile {
  // The empty statement in front is where counting begins, whatever comment the file starts with.
  const root = parseSync(`;${file.text}`, {
    syntax: "typescript",
    decorators: true,
    target: "es2022",
  }) as unknown as SyntaxNode;
  const bytes = Buffer.from(file.text);
  const startOf = (node: SyntaxNode): number =>
    node.span?.start ?? (isNode(node["key"]) ? startOf(node["key"]) : 0);
  return {
    ...file,
    root,
    lineOf(node) {
      const before = bytes.subarray(0, Math.max(0, startOf(node) - startOf(root) - 1));
      return before.filter((byte) => byte === 0x0a).length + 1;
    },
  };
}

export function parsedFiles(...folders: string[]): ParsedFile[] {
  return sourceFiles(...folders).map(parse);
}

type Visit = (node: SyntaxNode, ancestors: readonly SyntaxNode[]) => void;

/** Visits every node below `value`, parents first, with the nodes around it, the outermost first. */
export function walk(value: unknown, visit: Visit, ancestors: readonly SyntaxNode[] = []): void {
  if (Array.isArray(value)) {
    for (const item of value) walk(item, visit, ancestors);
    return;
  }
  if (value === null || typeof value !== "object") return;
  let inner = ancestors;
  if (isNode(value)) {
    visit(value, ancestors);
    inner = [...ancestors, value];
  }
  for (const [key, child] of Object.entries(value)) {
    if (key !== "span") walk(child, visit, inner);
  }
}

/** `a.b.c` of an expression made of names; undefined for anything else. */
export function dottedName(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  if (node.type === "Identifier") return String(node["value"]);
  if (node.type !== "MemberExpression") return undefined;
  const object = dottedName(node["object"]);
  const property = node["property"];
  return object !== undefined && isNode(property) && property.type === "Identifier"
    ? `${object}.${String(property["value"])}`
    : undefined;
}

/** Name of what a call or `new` calls, such as `Promise.all`. */
export function calledName(node: SyntaxNode): string | undefined {
  const isCall = node.type === "CallExpression" || node.type === "NewExpression";
  return isCall ? dottedName(node["callee"]) : undefined;
}

export function argumentsOf(node: SyntaxNode): SyntaxNode[] {
  const list = (node["arguments"] ?? []) as { expression: SyntaxNode }[];
  return list.map(({ expression }) => expression);
}

/** Name of a property or variable that this node gives a value to. */
export function declaredName(node: SyntaxNode): string | undefined {
  const name = node.type === "VariableDeclarator" ? node["id"] : node["key"];
  return isNode(name) && typeof name["value"] === "string" ? name["value"] : undefined;
}

/** All string literals below a node. */
export function stringsIn(value: unknown): string[] {
  const found: string[] = [];
  walk(value, (node) => {
    if (node.type === "StringLiteral") found.push(String(node["value"]));
  });
  return found;
}
