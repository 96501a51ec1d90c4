/** People at work, over the public HTTP API only. They repeat a request whose answer they did not get, under the same key. */
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { PersonAct } from "./schedule";
import type { Template } from "./template";

const answerMsMax = 6_000;
const patienceMs = 4_000;
const pauseMs = 150;

// Answers are read field by field, as any client in another language would.
// oxlint-disable-next-line typescript/no-explicit-any
export type Json = any;

export interface Reply {
  /** 0 when nobody answered in time. */
  status: number;
  body: Json;
  text: string;
}

export interface Caller {
  get(path: string): Promise<Reply>;
  /** The same key again is the same request. */
  post(path: string, body?: object, key?: string): Promise<Reply>;
}

async function once(method: string, url: string, headers: Record<string, string>, body?: object) {
  try {
    const response = await fetch(url, {
      method,
      headers: { ...headers, ...(body ? { "content-type": "application/json" } : {}) },
      signal: AbortSignal.timeout(answerMsMax),
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await response.text();
    return { status: response.status, text, body: parse(text) };
  } catch {
    return { status: 0, text: "", body: undefined };
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A caller with this token. Without an answer, or with a 5xx, it asks again for a few seconds. */
export function createCaller(url: string, token: string): Caller {
  const send = async (method: string, path: string, body?: object, key?: string) => {
    const headers = {
      authorization: `Bearer ${token}`,
      ...(key ? { "idempotency-key": key } : {}),
    };
    const deadline = performance.now() + patienceMs;
    for (;;) {
      const reply = await once(method, `${url}${path}`, headers, body);
      const isOver = performance.now() > deadline;
      if (isOver || (reply.status > 0 && reply.status < 500)) return reply;
      await sleep(pauseMs);
    }
  };
  return {
    get: (path) => send("GET", path),
    post: (path, body, key = randomUUID()) => send("POST", path, body, key),
  };
}

/** A control route of the sandbox. */
export async function control(
  base: string,
  method: string,
  path: string,
  body?: object,
): Promise<Reply> {
  return await once(method, `${base}/control${path}`, {}, body);
}

export interface Office {
  maker: Caller;
  checkers: Caller[];
  both: Caller;
  brand: Caller;
  creators: Caller[];
}

export function openOffice(url: string, template: Template): Office {
  const as = (token: string) => createCaller(url, token);
  return {
    maker: as(template.makerToken),
    checkers: template.checkerTokens.map(as),
    both: as(template.bothToken),
    brand: as(template.brandToken),
    creators: template.creators.map(({ token }) => as(token)),
  };
}

/** All pages of a list. */
export async function listAll(caller: Caller, path: string): Promise<Json[]> {
  const items: Json[] = [];
  let cursor: string | null = null;
  do {
    const query: string = cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`;
    const { status, body, text } = await caller.get(`${path}limit=100${query}`);
    if (status !== 200) throw new Error(`${path} answered ${status} ${text.slice(0, 300)}`);
    items.push(...body.items);
    cursor = body.nextCursor;
  } while (cursor !== null);
  return items;
}

/** Payouts in one of these states; empty when nobody answers. */
async function payoutsIn(caller: Caller, ...statuses: string[]): Promise<Json[]> {
  const found: Json[] = [];
  for (const status of statuses) {
    const { body } = await caller.get(`/v1/payouts?status=${status}&limit=100`);
    found.push(...(body?.items ?? []));
  }
  return found;
}

export interface Deeds {
  /** Counts something that happened. */
  count(kind: string): void;
  /** Something that must never happen. */
  finding(text: string): void;
  present(cheque: Json): Promise<void>;
}

/** First signature for some drafts. @returns what was signed. */
async function prepare({ maker }: Office): Promise<Json[]> {
  const drafts = (await payoutsIn(maker, "draft")).filter(({ holds }) => holds.length === 0);
  const payoutIds = drafts.slice(0, 3).map(({ id }) => id);
  if (payoutIds.length === 0) return [];
  return (await maker.post("/v1/payouts/prepare", { payoutIds })).body?.items ?? [];
}

const signed = (payout: Json) => ({ payoutId: payout.id, contentHash: payout.contentHash });

async function approve(office: Office, payouts: Json[], deeds: Deeds): Promise<void> {
  if (payouts.length === 0) return;
  const chosen = payouts.slice(0, 5).map(signed);
  const replies = await Promise.all(
    office.checkers.map((checker) => checker.post("/v1/payouts/approvals", { payouts: chosen })),
  );
  deeds.count("approve:at-once");
  const winners = replies.filter(({ status }) => status === 200).length;
  if (winners > 1) deeds.finding(`two checkers approved the same payouts: ${chosen[0]?.payoutId}`);
}

/** One person signs twice; the second signature must be refused. */
async function approveOwn(office: Office, draft: Json, deeds: Deeds): Promise<void> {
  const { body, status } = await office.both.post("/v1/payouts/prepare", { payoutIds: [draft.id] });
  if (status !== 200) return;
  const reply = await office.both.post("/v1/payouts/approvals", {
    payouts: body.items.map(signed),
  });
  deeds.count("approve:own");
  if (reply.status === 200) deeds.finding(`one person signed payout ${draft.id} twice`);
}

/** A checker whose screen is old signs what has long been sent; that must be refused. */
async function approveStale(office: Office, sent: Json, deeds: Deeds): Promise<void> {
  if (!sent?.contentHash) return;
  const body = { payouts: [signed(sent)] };
  const reply = await office.checkers[0]?.post("/v1/payouts/approvals", body);
  deeds.count("approve:stale");
  if (reply?.status === 200) deeds.finding(`payout ${sent.id} was approved after it was sent`);
}

async function replaceMethod(office: Office, template: Template, pick: number): Promise<void> {
  const n = pick % office.creators.length;
  if (template.creators[n]?.receiver === "cheque") return;
  const receiver = `new.${pick}.${n}@example.com`;
  await office.creators[n]?.post("/v1/creators/me/payout-methods", { rail: "paypal", receiver });
}

async function takeBack(office: Office, pick: number): Promise<void> {
  for (let tries = 0; tries < 12; tries++) {
    const sent = await payoutsIn(office.maker, "in_progress");
    const unclaimed = sent.filter((payout) => payout.attemptState === "unclaimed");
    const chosen = unclaimed[pick % Math.max(unclaimed.length, 1)];
    if (chosen) {
      await office.maker.post(`/v1/payouts/${chosen.id}/take-back`);
      return;
    }
    await sleep(pauseMs);
  }
}

async function writeCheques(office: Office, template: Template): Promise<void> {
  const queued = await payoutsIn(office.maker, "queued");
  const payoutIds = queued.filter(({ rail }) => rail === "cheque").map(({ id }) => id);
  if (payoutIds.length === 0) return;
  await office.maker.post("/v1/cheques", { bankAccountCode: template.bankCode, payoutIds });
}

async function handOver(office: Office): Promise<void> {
  const { body } = await office.maker.get("/v1/cheques?status=allocated&limit=100");
  const chequeIds = (body?.items ?? []).map(({ id }: Json) => id);
  const checker = office.checkers[0] as Caller;
  if (chequeIds.length > 0) await checker.post("/v1/cheques/handover", { chequeIds });
}

async function presentOne(office: Office, pick: number, deeds: Deeds): Promise<void> {
  const { body } = await office.maker.get("/v1/cheques?status=issued&limit=100");
  const issued: Json[] = body?.items ?? [];
  const cheque = issued[pick % Math.max(issued.length, 1)];
  if (cheque) await deeds.present(cheque);
}

/** Does one thing with something the person finds on a list. Refusals are part of life. */
export async function act(
  office: Office,
  template: Template,
  what: PersonAct,
  pick: number,
  deeds: Deeds,
): Promise<void> {
  const { maker } = office;
  const reason = { reason: "on purpose" };
  const choose = async (...statuses: string[]): Promise<Json> => {
    const found = await payoutsIn(maker, ...statuses);
    return found[pick % Math.max(found.length, 1)];
  };
  switch (what) {
    case "prepare":
      return void (await prepare(office));
    case "approve": {
      const waiting = await payoutsIn(maker, "pending_approval");
      return await approve(office, waiting.length > 0 ? waiting : await prepare(office), deeds);
    }
    case "approve-own": {
      const draft = (await payoutsIn(maker, "draft")).find(({ holds }) => holds.length === 0);
      if (draft) await approveOwn(office, draft, deeds);
      return;
    }
    case "approve-stale":
      return await approveStale(office, await choose("paid", "in_progress"), deeds);
    case "hold":
    case "cancel": {
      const found = await choose("draft", "pending_approval", "queued");
      if (found) await maker.post(`/v1/payouts/${found.id}/${what}`, reason);
      return;
    }
    case "release": {
      const found = await choose("draft", "pending_approval", "queued");
      if (found?.holds.length) await maker.post(`/v1/payouts/${found.id}/release`);
      return;
    }
    case "reroute": {
      const found = await choose("failed", "returned");
      if (found) await maker.post(`/v1/payouts/${found.id}/reroute`);
      return;
    }
    case "take-back":
      return await takeBack(office, pick);
    case "replace-method":
      return await replaceMethod(office, template, pick);
    case "write-cheques":
      return await writeCheques(office, template);
    case "hand-over":
      return await handOver(office);
    case "present-cheque":
      return await presentOne(office, pick, deeds);
  }
}

/** Finance at the end of the day: everything that waits for two signatures gets them, and cheques are written. */
export async function signEverything(office: Office, template: Template): Promise<void> {
  const { maker } = office;
  const drafts = (await listAll(maker, "/v1/payouts?status=draft&")).filter(
    ({ holds }) => holds.length === 0,
  );
  for (const { id } of drafts) await maker.post("/v1/payouts/prepare", { payoutIds: [id] });
  for (const payout of await listAll(maker, "/v1/payouts?status=pending_approval&")) {
    if (payout.holds.length > 0) continue;
    const body = { payouts: [signed(payout)] };
    for (const checker of office.checkers) {
      if ((await checker.post("/v1/payouts/approvals", body)).status === 200) break;
    }
  }
  await writeCheques(office, template);
  await handOver(office);
}
