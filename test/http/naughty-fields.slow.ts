/**
 * 10,000 nasty texts in every text field of every operation between brands, creators and visitors. The fields are found
 * in the contracts, so a new operation is held to this at once. Each text goes through the product's own check of the
 * body; over HTTP go those that were chosen by hand, one by one, and all that a field takes, many together. What is taken
 * comes back unchanged, what is not is refused with a pointer, and nothing ends in a fault.
 */
import { createProblemTexts } from "../../src/app/texts";
import { AppError } from "../../src/kernel/errors";
import { newId } from "../../src/kernel/ids";
import type { BoundOperation } from "../../src/platform/http/contract";
import { validateParts } from "../../src/platform/http/validate";
import { type Client, type TestApp } from "../support/app";
import { asOwner } from "../support/database";
import {
  examplesOf,
  type Field,
  fillPath,
  type Json,
  type KnownIds,
  queryFieldsOf,
} from "../support/examples";
import { campaignBody, dayFromNow, type Submission } from "../support/marketplace";
import { type Cast, openCast } from "../support/matrix";
import { agreement, piecesOf } from "../support/matrix-things";
import {
  byHand,
  fits,
  isLine,
  isParagraph,
  isStorable,
  naughtyStrings,
} from "../support/naughty-strings";
import { createSender, eachOf, type RawAnswer, type Sender } from "../support/raw-http";

const count = 10_000;
const strings = naughtyStrings(count);
/** Those by hand, and some of the others. */
const singles = strings.slice(0, byHand.length + 60);

/** Money, staff, teams, the simulated world and log-ins have tests of their own. */
const otherTags = new Set([
  "identity",
  "staff",
  "members",
  "sandbox",
  "creators",
  "funding",
  "payouts",
  "clawbacks",
  "recovery",
  "cheques",
  "positive pay",
  "treasury",
  "tax",
  "reconciliation",
  "breaks",
  "periods",
  "documents",
  "ledger",
]);

let app: TestApp;
let cast: Cast;
let sender: Sender;
let piece: ReturnType<typeof piecesOf>;
beforeAll(async () => {
  cast = await openCast({ environment: { VISITOR_REQUESTS_PER_HOUR_MAX: "1000000" } });
  app = cast.app;
  sender = createSender(app.url);
  piece = piecesOf(cast);
});
afterAll(async () => {
  sender.close();
  await cast.close();
});

type Operation = BoundOperation<never>;
type Path = Field["path"];

interface TextField {
  path: Path;
  lengthMax: number;
  /** Takes line breaks and marks that turn the direction. */
  isLong: boolean;
  /** How many texts a list takes; 1 for what is no list. */
  itemsMax: number;
}

/** How an operation is called so that it succeeds. */
interface Recipe {
  by(): Client | undefined;
  /** Something new to do it to. */
  ids?(): Promise<KnownIds>;
  /** What must be in the body beside the texts. */
  body?(ids: KnownIds): Json | Promise<Json>;
  /** Which of the operation's kinds of body. */
  branch?: number;
  /** Where the texts are read again; in the answer when absent. */
  readAt?(ids: KnownIds, answer: Json): string;
  /** False where the texts are written into the audit trail only, or not at all. */
  isShown?: false;
  /** Tidies up where only so many are kept. */
  after?(ids: KnownIds, answer: Json): Promise<unknown>;
}

const operations = () =>
  (app.composition.operations as readonly Operation[]).filter(
    ({ spec }) => !otherTags.has(spec.tag),
  );

const isText = ({ node }: Field) =>
  node.type === "string" && !node.enum && node.const === undefined && !node.format && !node.pattern;

const at = (value: Json | undefined, key: string | number) =>
  value !== null && typeof value === "object"
    ? (value as Record<string | number, Json>)[key]
    : undefined;

/** Puts a text where it belongs; what is not there on the way is taken from the example of the contract. */
function place(body: Json, path: Path, text: Json, example: Json): Json {
  const [head, ...rest] = path;
  if (head === undefined) return text;
  const known = at(body, head);
  const inner = known === undefined || known === null ? (at(example, head) ?? {}) : known;
  const value = place(inner, rest, text, at(example, head) ?? {});
  if (typeof head !== "number") return { ...(body as Record<string, Json>), [head]: value };
  const list = [...(body as Json[])];
  list[head] = value;
  return list;
}

const texts = createProblemTexts();

/** Pointers of what the product's check of a body refuses. */
function refusedIn({ spec }: Operation, body: Json): string[] {
  try {
    validateParts([{ root: "/body", schema: spec.body, value: body }], "en", texts);
    return [];
  } catch (error) {
    const { extra } = error as AppError & { extra?: { errors?: { pointer: string }[] } };
    const errors = extra?.errors ?? [];
    if (!(error instanceof AppError) || errors.length === 0) throw error;
    return errors.map(({ pointer }) => pointer);
  }
}

const pointerOf = (path: Path) => `/body/${path.join("/")}`;

class Subject {
  readonly fields: TextField[];
  /** Nothing but what says which kind of body it is: of another kind nothing else would be looked at. */
  readonly blank: Json;
  private readonly example: Json;

  constructor(
    readonly operation: Operation,
    readonly recipe: Recipe | undefined,
  ) {
    const examples = operation.spec.body ? examplesOf(operation.spec.body) : [];
    const chosen = examples[recipe?.branch ?? 0];
    this.example = chosen?.value ?? {};
    const all = chosen?.fields ?? [];
    this.blank = all
      .filter(({ node }) => node.const !== undefined)
      .reduce<Json>((made, { path, node }) => place(made, path, node.const as string, {}), {});
    this.fields = all.filter(isText).map(({ path, node }) => {
      const list = all.find((field) => field.path.join() === path.slice(0, -1).join());
      const isListed = typeof path.at(-1) === "number";
      return {
        path,
        lengthMax: node.maxLength ?? 1_000,
        isLong: !refusedIn(operation, this.withTexts(this.example, [[path, "a\nb"]])).includes(
          pointerOf(path),
        ),
        itemsMax: isListed ? Math.min(list?.node.maxItems ?? 1, 20) : 1,
      };
    });
  }

  /** The example of the contract with other texts in it. */
  withTexts(body: Json, given: readonly (readonly [Path, string])[]): Json {
    return given.reduce<Json>((made, [path, text]) => place(made, path, text, this.example), body);
  }

  async base(ids: KnownIds): Promise<Json> {
    return (await this.recipe?.body?.(ids)) ?? this.example;
  }
}

/** What a field should take, by rules that are not the product's own code. */
function isTaken({ isLong, lengthMax }: TextField, text: string): boolean {
  return fits(text, lengthMax) && (isLong ? isParagraph(text) : isLine(text));
}

/** Every text inside an answer. */
function textsIn(value: Json | undefined, found = new Set<string>()): Set<string> {
  if (typeof value === "string") found.add(value);
  else if (value !== null && typeof value === "object") {
    for (const child of Object.values(value)) textsIn(child, found);
  }
  return found;
}

async function send(
  { operation, recipe }: Subject,
  ids: KnownIds,
  body: Json,
  method?: { path: string },
): Promise<RawAnswer> {
  const token = recipe?.by()?.token;
  const { spec } = operation;
  return await sender.send({
    method: method ? "GET" : spec.method.toUpperCase(),
    path: method?.path ?? fillPath(spec.path, ids),
    headers: {
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      ...(method ? {} : { "Content-Type": "application/json", "Idempotency-Key": newId() }),
    },
    ...(method ? {} : { body: JSON.stringify(body) }),
  });
}

const shortened = (given: readonly (readonly [Path, string])[]) =>
  JSON.stringify(given.map(([path, text]) => [path.join("."), text])).slice(0, 300);

/** Sent to something new; everything that was sent stands in what is read afterwards. */
async function expectKept(subject: Subject, given: readonly (readonly [Path, string])[]) {
  const { recipe, operation } = subject;
  const ids = (await recipe?.ids?.()) ?? {};
  const answer = await send(subject, ids, subject.withTexts(await subject.base(ids), given));
  const hint = `${operation.operationId} ${shortened(given)}`;
  const isDone = answer.status >= 200 && answer.status < 300;
  expect({ hint, isDone, text: isDone ? "" : answer.text }).toEqual({
    hint,
    isDone: true,
    text: "",
  });
  const body = JSON.parse(answer.text) as Json;
  if (recipe?.isShown !== false) {
    const readAt = recipe?.readAt?.(ids, body);
    const read = readAt === undefined ? answer : await send(subject, ids, null, { path: readAt });
    const shown = textsIn(JSON.parse(read.text) as Json);
    const lost = given.map(([, text]) => text).filter((text) => !shown.has(text));
    expect({ hint, lost }).toEqual({ hint, lost: [] });
  }
  await recipe?.after?.(ids, body);
}

/** Neighbours in one text, as many as the field takes. */
function packed(field: TextField): string[] {
  const between = field.isLong ? "\n" : " ";
  const packs: string[] = [];
  let pack = "";
  for (const text of strings.filter((one) => isTaken(field, one))) {
    const longer = pack === "" ? text : `${pack}${between}${text}`;
    if (fits(longer, field.lengthMax)) {
      pack = longer;
      continue;
    }
    packs.push(pack);
    pack = text;
  }
  return [...packs, pack];
}

/** The next texts of every field, until each field had all of its own. */
function bodiesOf(fields: readonly TextField[]): (readonly [Path, string])[][] {
  const lists = fields.map((field) => ({ field, packs: packed(field), next: 0 }));
  const bodies: (readonly [Path, string])[][] = [];
  while (lists.some(({ packs, next }) => next < packs.length)) {
    bodies.push(
      lists.flatMap((list) => {
        const { field, packs } = list;
        const parent = field.path.slice(0, -1);
        return Array.from({ length: field.itemsMax }, (_, item) => {
          const text = packs[list.next++ % packs.length] ?? "";
          return [field.itemsMax > 1 ? [...parent, item] : field.path, text] as const;
        });
      }),
    );
  }
  return bodies;
}

const fee = { amountMinor: "10000", currency: "USD" };
const days = () => ({ applyBy: dayFromNow(3), postBy: dayFromNow(9) });
const stars = { overall: 5, communication: 5, reliability: 5, quality: 5 };
const client = (name: "manager" | "creator" | "operator") => () => cast.clients[name];
const manager = client("manager");
const creator = client("creator");
const operator = client("operator");

/** A complete brief with everything that may stand in one. */
function fullBody(): Json {
  const { brief, ...terms } = campaignBody({ compensation: "product" });
  const exclusivity = { category: "Coffee", days: 1 };
  return { ...terms, brief: { ...brief, exclusivity } } as unknown as Json;
}

const named = (body: Json, ...keys: string[]): Record<string, Json> =>
  Object.fromEntries(keys.map((key) => [key, at(body, key) ?? null]));

/** One thing for many uses. */
function pool(usesMax: number, make: () => Promise<KnownIds>): () => Promise<KnownIds> {
  let current: Promise<KnownIds> | undefined;
  let leftCount = 0;
  return () => {
    if (leftCount-- <= 0) {
      current = make();
      leftCount = usesMax - 1;
    }
    return current as Promise<KnownIds>;
  };
}

async function productCampaign(): Promise<KnownIds> {
  const { id } = await cast.market.campaign(cast.brand, { compensation: "product" });
  return { campaignId: id };
}

const draftCampaign = async (): Promise<KnownIds> => {
  const { id } = await cast.market.campaign(cast.brand, {
    compensation: "product",
    status: "draft",
  });
  return { campaignId: id };
};

async function appliedTo(compensation: "product" | "both"): Promise<KnownIds> {
  const campaign = await cast.market.campaign(cast.brand, { compensation });
  const { id } = await cast.market.applied(campaign, cast.creator);
  return { applicationId: id, campaignId: campaign.id };
}

async function offered(): Promise<KnownIds> {
  const ids = await appliedTo("both");
  await cast.brand.client
    .post(`/v1/applications/${ids["applicationId"]}/offer`, { fee })
    .expect(200);
  return ids;
}

const versionAt = async (path: string, by: Client) =>
  (await by.get(path).expect(200)).body.version as number;

/** Well below what one piece of content may gather. */
const commentsPerPiece = 100;

const idsOf = ({ id }: Submission): KnownIds => ({ submissionId: id });
const handedIn = async () => idsOf(await cast.market.submitted(...(await piece())));
const posted = async () => idsOf(await cast.market.live(...(await piece())));

async function disputed(): Promise<KnownIds> {
  const ids = await posted();
  const body = { reasonCode: "other", statement: "Look." };
  const path = `/v1/submissions/${ids["submissionId"]}/disputes`;
  const { body: made } = await cast.creator.client.post(path, body).expect(201);
  return { disputeId: made.id };
}

async function answered(): Promise<KnownIds> {
  const ids = await disputed();
  await cast.brand.client
    .post(`/v1/disputes/${ids["disputeId"]}/answer`, { answer: "We did." })
    .expect(200);
  return ids;
}

async function completed(): Promise<KnownIds> {
  const ids = await appliedTo("product");
  await asOwner(
    app.database.url,
    "UPDATE applications SET status = 'completed', ended_at = now() WHERE id = $1",
    [ids["applicationId"]],
  );
  return ids;
}

async function reviewed(): Promise<KnownIds> {
  const ids = await completed();
  const path = `/v1/applications/${ids["applicationId"]}/reviews`;
  const { body } = await cast.brand.client.post(path, { stars, text: "Good." }).expect(201);
  await asOwner(app.database.url, "UPDATE reviews SET revealed_at = now() WHERE id = $1", [
    body.id,
  ]);
  return { ...ids, reviewId: body.id };
}

async function hidden(): Promise<KnownIds> {
  const ids = await reviewed();
  await cast.operator
    .post(`/v1/reviews/${ids["reviewId"]}/hide`, { reason: "A name." })
    .expect(200);
  return ids;
}

async function asked(...verbs: string[]): Promise<KnownIds> {
  const body = { name: "Nok", email: "nok@example.com", need: "Help", locale: "en" };
  const { body: made } = await cast.operator.post("/v1/consultations", body).expect(201);
  for (const verb of verbs) {
    const path = `/v1/consultations/${made.id}/${verb}`;
    await cast.operator.post(path, verb === "close" ? { reason: "Done" } : undefined).expect(200);
  }
  return { consultationId: made.id };
}

async function savedDraft(): Promise<KnownIds> {
  const body = { name: "Draft", content: {} };
  const { body: made } = await cast.brand.client.post("/v1/campaign-drafts", body).expect(201);
  return { draftId: made.id };
}

async function savedTemplate(): Promise<KnownIds> {
  const ids = await draftCampaign();
  const path = `/v1/campaigns/${ids["campaignId"]}/template`;
  const { body } = await cast.brand.client.post(path, { name: "Kept" }).expect(201);
  return { templateId: body.id };
}

const forget = (kind: "drafts" | "templates", id: unknown) =>
  cast.brand.client.delete(`/v1/campaign-${kind}/${String(id)}`).expect(204);
const outline = () => ({ name: "Kopi", content: fullBody() });
const checksOf = (ids: KnownIds) =>
  `/v1/submissions/${ids["submissionId"]}/live-post/checks?limit=100`;

const recipes: Readonly<Record<string, Recipe>> = {
  createCampaign: { by: manager, body: fullBody },
  updateCampaign: {
    by: manager,
    ids: draftCampaign,
    body: () => ({ version: 1, ...named(fullBody(), "title", "brief") }),
  },
  copyCampaign: { by: manager, ids: pool(1e6, draftCampaign), body: days },
  proposeBrief: {
    by: manager,
    ids: productCampaign,
    body: async ({ campaignId }) => ({
      version: await versionAt(`/v1/campaigns/${campaignId}`, cast.brand.client),
      note: "Other words.",
      ...named(fullBody(), "brief"),
    }),
    readAt: ({ campaignId }) => `/v1/campaigns/${campaignId}/brief-versions?limit=1`,
  },
  saveDraft: { by: manager, body: outline, after: (_, made) => forget("drafts", at(made, "id")) },
  replaceDraft: {
    by: manager,
    ids: savedDraft,
    body: () => ({ version: 1, ...outline() }),
    after: (_, made) => forget("drafts", at(made, "id")),
  },
  completeDraft: { by: manager, ids: savedDraft, body: fullBody },
  saveTemplate: {
    by: manager,
    body: outline,
    after: (_, made) => forget("templates", at(made, "id")),
  },
  saveCampaignAsTemplate: {
    by: manager,
    ids: pool(1e6, draftCampaign),
    after: (_, made) => forget("templates", at(made, "id")),
  },
  createFromTemplate: { by: manager, ids: pool(1e6, savedTemplate), body: fullBody },
  applyToCampaign: { by: creator, ids: productCampaign, body: () => ({}) },
  inviteCreator: {
    by: manager,
    ids: productCampaign,
    body: () => ({ creatorId: cast.creator.id }),
    readAt: (_, made) => `/v1/applications/${at(made, "id") as string}/messages`,
  },
  makeOffer: { by: manager, ids: () => appliedTo("both"), body: () => ({ fee }) },
  counterOffer: { by: creator, ids: offered, body: () => ({ fee, version: 1 }) },
  sendMessage: { by: creator, ids: pool(5_000, () => appliedTo("product")) },
  shipProduct: {
    by: manager,
    ids: pool(1e6, async () => ({
      applicationId: (await agreement(cast, { compensation: "both" })).id,
    })),
  },
  submitContent: {
    by: creator,
    ids: async () => {
      const [application, { deliverableId }] = await piece();
      return { applicationId: application.id, deliverableId };
    },
    // With translations each caption says its language.
    body: ({ deliverableId = "" }) => ({
      deliverableId,
      caption: "A quiet cup. #ad",
      language: "en",
      translations: [{ language: "th", caption: "กาแฟเงียบ ๆ #โฆษณา" }],
    }),
  },
  describeMedia: {
    by: creator,
    ids: pool(1e6, async () => ({ mediaId: await cast.market.media(cast.creator) })),
    body: () => ({}),
  },
  addReviewComment: {
    by: manager,
    ids: pool(commentsPerPiece, handedIn),
    body: () => ({ kind: "general" }),
  },
  replyToComment: {
    by: creator,
    ids: pool(commentsPerPiece, async () => {
      const { submissionId } = await handedIn();
      const path = `/v1/submissions/${submissionId}/comments`;
      const comment = { kind: "general", body: "Closer." };
      const { body } = await cast.brand.client.post(path, comment).expect(201);
      return { commentId: body.id };
    }),
  },
  requestChanges: { by: manager, ids: handedIn, body: () => ({ reasonCode: "quality" }) },
  // Needed only where the linter finds an error, and kept in the audit trail.
  approveContent: { by: manager, ids: handedIn, body: () => ({}), isShown: false },
  rejectContent: { by: manager, ids: handedIn, body: () => ({ reasonCode: "quality" }) },
  confirmLivePost: {
    by: operator,
    ids: pool(1e6, posted),
    body: () => ({ verdict: "gone" }),
    readAt: checksOf,
  },
  openDispute: { by: creator, ids: posted, body: () => ({ reasonCode: "other" }) },
  answerDispute: { by: manager, ids: disputed, body: () => ({}) },
  decideDispute: { by: operator, ids: answered, body: () => ({ outcome: "creator" }) },
  lintDisclosure: {
    by: creator,
    body: () => ({
      caption: "A cup",
      market: "US",
      platform: "instagram",
      requiredLabels: ["#ad"],
    }),
    isShown: false,
  },
  reviewCounterparty: { by: creator, ids: completed, body: () => ({ stars }) },
  answerReview: { by: creator, ids: reviewed },
  hideReview: { by: operator, ids: reviewed },
  showReview: { by: operator, ids: hidden, isShown: false },
  leaveOpinion: { by: () => undefined, body: () => ({ name: "Nok", text: "Good." }) },
  declineOpinion: {
    by: operator,
    ids: async () => {
      const opinion = { name: "Nok", text: "Good." };
      const { body } = await cast.operator.post("/v1/opinions", opinion).expect(201);
      return { opinionId: body.id };
    },
    isShown: false,
  },
  requestConsultation: {
    by: () => undefined,
    body: () => ({ name: "Nok", email: "nok@example.com", need: "Help" }),
  },
  answerConsultation: { by: operator, ids: () => asked("take") },
  closeConsultation: { by: operator, ids: () => asked("take") },
  reopenConsultation: { by: operator, ids: () => asked("take", "close") },
  addConsultationNote: { by: operator, ids: pool(1e6, () => asked("take")) },
};

/** Texts that have to name something: the address of a post, see `url_not_on_platform`, or an item of the brief. */
const namesOnly = new Set(["recordLivePost", "verifyLivePost", "answerChecklist"]);

const subjects = () =>
  operations()
    .map((operation) => new Subject(operation, recipes[operation.operationId]))
    .filter(({ fields }) => fields.length > 0);

test("there are 10,000 of them, good and bad", () => {
  expect(new Set(strings).size).toBe(count);
  expect(strings.filter(isLine).length).toBeGreaterThan(count / 4);
  expect(strings.filter((text) => !isStorable(text)).length).toBeGreaterThan(count / 20);
  expect(strings.filter((text) => isParagraph(text) && !isLine(text)).length).toBeGreaterThan(
    count / 20,
  );
});

test("the contracts have many text fields, and each operation that takes one can be tried", () => {
  const all = subjects();
  expect(all.length).toBeGreaterThan(30);
  expect(all.flatMap(({ fields }) => fields).length).toBeGreaterThan(80);
  const without = all
    .map(({ operation }) => operation.operationId)
    .filter((id) => !recipes[id] && !namesOnly.has(id));
  expect(without).toEqual([]);
});

test("each of them in every field: taken or refused as the field promises, by the check of the product", () => {
  for (const subject of subjects()) {
    const { fields, operation } = subject;
    if (namesOnly.has(operation.operationId)) continue;
    for (const text of strings) {
      const body = subject.withTexts(
        subject.blank,
        fields.map(({ path }) => [path, text] as const),
      );
      const named = new Set(refusedIn(operation, body));
      const wrong = fields.filter(
        (field) => named.has(pointerOf(field.path)) === isTaken(field, text),
      );
      const hint = `${operation.operationId} ${JSON.stringify(text)}`;
      if (wrong.length > 0) expect({ hint, wrong }).toEqual({ hint, wrong: [] });
    }
  }
}, 600_000);

test("no text at all ends in a fault, whatever it is sent to", async () => {
  await eachOf(subjects(), async (subject) => {
    const ids: KnownIds = {};
    const by = subject.recipe?.by() ?? cast.creator.client;
    const whole = subject.recipe ? subject : new Subject(subject.operation, { by: () => by });
    for (const text of singles) {
      const given = subject.fields.map(({ path }) => [path, text] as const);
      const answer = await send(
        whole,
        ids,
        subject.withTexts(await subject.base(ids).catch(() => ({})), given),
      );
      const hint = `${subject.operation.operationId} ${JSON.stringify(text)}`;
      expect({
        hint,
        isFault: answer.status >= 500,
        text: answer.status >= 500 ? answer.text : "",
      }).toEqual({
        hint,
        isFault: false,
        text: "",
      });
    }
  });
}, 600_000);

test("no text in a query ends in a fault", async () => {
  const lists = operations().filter(({ spec }) => spec.query);
  expect(lists.length).toBeGreaterThan(10);
  await eachOf(lists, async ({ spec, operationId }) => {
    if (!spec.query) return;
    for (const { name } of queryFieldsOf(spec.query)) {
      for (const text of singles.filter(isStorable)) {
        const path = `${fillPath(spec.path)}?${name}=${encodeURIComponent(text)}`;
        const headers = { Authorization: `Bearer ${cast.operator.token}` };
        const { status } = await sender.send({ method: "GET", path, headers });
        expect({ operationId, name, text, isFault: status >= 500 }).toEqual({
          operationId,
          name,
          text,
          isFault: false,
        });
      }
    }
  });
}, 600_000);

test.each(Object.keys(recipes))(
  "%s: chosen ones come back one by one, and all of them together",
  async (operationId) => {
    const subject = subjects().find(({ operation }) => operation.operationId === operationId);
    if (!subject) throw new Error(`${operationId} takes no texts`);
    const { fields } = subject;
    for (const isLong of [true, false]) {
      // What a line does not take is tried in the other fields alone.
      const takers = isLong ? fields.filter((field) => field.isLong) : fields;
      const ones = singles.filter((text) => takers.every((field) => isTaken(field, text)));
      const some = isLong ? ones.filter((text) => !isLine(text)) : ones;
      if (takers.length === 0) continue;
      await eachOf(some, (text) =>
        expectKept(
          subject,
          takers.map(({ path }) => [path, text] as const),
        ),
      );
    }
    await eachOf(bodiesOf(fields), (given) => expectKept(subject, given));
  },
  600_000,
);
