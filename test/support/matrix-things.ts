/** Campaigns and applications in a state, made in a few requests. */
import type { TestApp } from "./app";
import { asOwner } from "./database";
import { examplesOf } from "./examples";
import {
  type Application,
  type Campaign,
  type CampaignOptions,
  type Creator,
  campaignBody,
  type Submission,
} from "./marketplace";
import type { Cast } from "./matrix";

/** An open campaign with room for a few creators. */
export async function openCampaign(cast: Cast, options: CampaignOptions = {}): Promise<Campaign> {
  const { brand } = cast;
  const body = campaignBody({ creatorsMax: 3, ...options });
  const { body: made } = await brand.client.post("/v1/campaigns", body).expect(201);
  const campaign: Campaign = { id: made.id, brand, currency: body.currency };
  if (options.status === "draft") return campaign;
  await brand.client.post(`/v1/campaigns/${campaign.id}/funding`, {}).expect(200);
  if (options.status === "funded") return campaign;
  await brand.client.post(`/v1/campaigns/${campaign.id}/publish`).expect(200);
  return campaign;
}

/** An agreement about one piece, in a campaign of its own. */
export async function agreement(
  cast: Cast,
  options: CampaignOptions = {},
  creator: Creator = cast.creator,
): Promise<Application> {
  return await cast.market.accepted(await openCampaign(cast, options), creator);
}

/** The most pieces that a brief may ask for; one is left over, so that the work is never done. */
const piecesMax = 20;

/** One promised piece that nobody has handed in yet. */
export type Piece = readonly [application: Application, content: { deliverableId: string }];

/** Pieces of as few agreements as possible, because an agreement takes longer to make than what is done about a piece. */
export function piecesOf(cast: Cast): () => Promise<Piece> {
  const deliverables = [{ platform: "instagram", kind: "post", quantity: piecesMax }];
  let current: Promise<{ application: Application; ids: string[] }> | undefined;
  let takenCount = piecesMax;
  const agree = async () => {
    const application = await agreement(cast, { deliverables, fee: 200_000n });
    const { body } = await cast.creator.client.get(`/v1/applications/${application.id}`);
    const ids = (body.deliverables as { id: string }[]).map(({ id }) => id);
    return { application, ids };
  };
  return async () => {
    if (takenCount >= piecesMax - 1) {
      current = agree();
      takenCount = 0;
    }
    const at = takenCount++;
    const { application, ids } = await (current as ReturnType<typeof agree>);
    return [application, { deliverableId: ids[at] ?? "" }];
  };
}

/** A body that the operation's own contract takes; undefined for one that takes none. */
export function exampleBody(app: TestApp, operationId: string): object | undefined {
  const found = app.composition.operations.find((one) => one.operationId === operationId);
  return found?.spec.body ? (examplesOf(found.spec.body)[0]?.value as object) : undefined;
}

/** Somebody of the brand has looked at the live post. */
export async function lookAt(app: TestApp, { id, application }: Submission): Promise<void> {
  const body = exampleBody(app, "verifyLivePost");
  const path = `/v1/submissions/${id}/live-post/verification`;
  await application.campaign.brand.client.post(path, body).expect(200);
}

/** For states that no request leads to. */
export async function setStatus(
  { app }: Cast,
  table: "campaigns" | "applications" | "submissions",
  id: string,
  status: string,
  more = "",
): Promise<void> {
  await asOwner(app.database.url, `UPDATE ${table} SET status = $2 ${more} WHERE id = $1`, [
    id,
    status,
  ]);
}

export async function statusOf(
  { app }: Cast,
  table: "campaigns" | "applications" | "submissions" | "disputes",
  id: string | undefined,
): Promise<string> {
  const sql = `SELECT status FROM ${table} WHERE id = $1`;
  const [row] = (await asOwner(app.database.url, sql, [id])) as { status: string }[];
  return row?.status ?? "none";
}
