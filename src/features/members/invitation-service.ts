/** Invitations to a brand's team: from the manager who sends one to the person who joins by its link. */
import { AppError, ConflictError, NotFoundError } from "../../kernel/errors";
import { invariant } from "../../kernel/invariant";
import type { Locale } from "../../kernel/locale";
import type { Tx } from "../../platform/db/sql";
import { appendEvent } from "../../platform/outbox/outbox";
import { type Actor, createUser, isEmailTaken, userIdOf } from "../identity";
import type { InvitationTokens } from "./invitation-token";
import { type MemberRole, membersMax } from "./member";
import { memberEvents } from "./member-events";
import { MemberInvitationRow } from "./member-invitation-row";
import { auditTeam, lockTeamFor } from "./member-service";
import * as store from "./member-store";

export interface InvitationSettings {
  tokens: InvitationTokens;
  /** How long an invitation can be accepted. */
  lifeMs: number;
}

/**
 * Invites an address; a letter brings the link.
 * @throws NotFoundError; AppError 403; ConflictError `already_member`, `invitation_waits`, `too_many_members`.
 */
export async function inviteMember(
  tx: Tx,
  actor: Actor,
  { tokens, lifeMs }: InvitationSettings,
  input: { brandId: string; email: string; role: MemberRole; locale: Locale },
): Promise<MemberInvitationRow> {
  const { brandId, email, role } = input;
  await lockTeamFor(tx, actor, brandId);
  if (await store.hasMemberWith(tx, brandId, email)) throw new ConflictError("already_member");
  await store.withdrawExpired(tx, brandId, email);
  const invitation = { ...input, invitedBy: userIdOf(actor), lifeMs };
  const id = await store.insertInvitation(tx, invitation, (newId) =>
    tokens.hashOf(tokens.tokenOf(newId)),
  );
  if (!id) throw new ConflictError("invitation_waits");
  if ((await store.countPlaces(tx, brandId)) > membersMax) {
    throw new ConflictError("too_many_members", { max: membersMax });
  }
  await auditTeam(tx, actor.principal, brandId, "invited", { invitation: id, role });
  await appendEvent(tx, memberEvents.invited(id));
  return await tx.findOneByOrFail(MemberInvitationRow, { id });
}

/** @throws NotFoundError; AppError 403; ConflictError `invitation_decided`. */
export async function withdrawInvitation(
  tx: Tx,
  actor: Actor,
  { brandId, invitationId }: { brandId: string; invitationId: string },
): Promise<void> {
  await lockTeamFor(tx, actor, brandId);
  const found = await tx.findOneBy(MemberInvitationRow, { id: invitationId, brandId });
  if (!found) throw new NotFoundError();
  if (!(await store.moveInvitation(tx, invitationId, "withdrawn", userIdOf(actor)))) {
    throw new ConflictError("invitation_decided");
  }
  await auditTeam(tx, actor.principal, brandId, "invitation_withdrawn", {
    invitation: invitationId,
  });
}

/** @throws NotFoundError for a link that opens nothing, whatever the reason. */
async function openInvitation(
  tx: Tx,
  { tokens }: InvitationSettings,
  token: string,
): Promise<store.OpenInvitation> {
  const invitation = await store.findOpen(tx, tokens.hashOf(token));
  if (!invitation) throw new NotFoundError();
  return invitation;
}

export async function seeInvitation(tx: Tx, settings: InvitationSettings, token: string) {
  const invitation = await openInvitation(tx, settings, token);
  return { ...invitation, hasAccount: await isEmailTaken(tx, invitation.email) };
}

export interface Newcomer {
  displayName: string;
  password: string;
  locale: Locale;
}

/**
 * The user who joins: the one who has the address and is logged in, or a new one.
 * @throws AppError 401, 403; ConflictError `other_account`, `account_of_other_kind`, `email_taken`.
 */
async function joiningUser(
  tx: Tx,
  actor: Actor,
  email: string,
  readNewcomer: () => Newcomer,
): Promise<string> {
  const account = await store.lockAccount(tx, email);
  if (actor.userId !== undefined && actor.userId !== account?.id) {
    throw new ConflictError("other_account");
  }
  if (!account) return await createUser(tx, { email, ...readNewcomer() }, []);
  if (actor.userId === undefined) throw new AppError(401, "not_logged_in");
  if (actor.scopes) throw new AppError(403, "session_required");
  // Nobody approves work on both sides.
  if (account.roles.length > 0) throw new ConflictError("account_of_other_kind");
  return account.id;
}

/**
 * Joins the brand. The link opens nothing afterwards.
 * @throws NotFoundError; those of {@link joiningUser}; ConflictError `already_member`.
 */
export async function acceptInvitation(
  tx: Tx,
  actor: Actor,
  settings: InvitationSettings,
  token: string,
  readNewcomer: () => Newcomer,
): Promise<{ userId: string; brandId: string }> {
  const { brandId } = await openInvitation(tx, settings, token);
  await store.lockTeam(tx, brandId);
  // Somebody may have used or withdrawn it while we waited.
  const { id, email, role } = await openInvitation(tx, settings, token);
  const userId = await joiningUser(tx, actor, email, readNewcomer);
  if (!(await store.insertMember(tx, { brandId, userId, role }))) {
    throw new ConflictError("already_member");
  }
  const isMoved = await store.moveInvitation(tx, id, "accepted", userId);
  invariant(isMoved, `Invitation ${id} moved while its team was locked`);
  const details = { invitation: id, user: userId, role };
  await auditTeam(tx, `user:${userId}`, brandId, "joined", details);
  await appendEvent(tx, memberEvents.joined(id));
  return { userId, brandId };
}
