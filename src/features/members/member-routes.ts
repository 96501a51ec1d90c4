import { type BoundOperation, bindContract } from "../../platform/http/contract";
import { toPage } from "../../platform/http/pagination";
import { signer } from "../../platform/http/signer";
import { type Actor, requireBrand, userView } from "../identity";
import * as invitations from "./invitation-service";
import type { MemberInvitationRow } from "./member-invitation-row";
import { memberContract, newcomerSchema } from "./member-schema";
import * as members from "./member-service";
import { type FoundMember, findInvitations, findMembers } from "./member-store";

const instant = (at: Date | null) => at?.toISOString() ?? null;

function memberView({ id, joinedAt, disabledAt, ...member }: FoundMember) {
  return {
    userId: id,
    ...member,
    joinedAt: joinedAt.toISOString(),
    disabledAt: instant(disabledAt),
  };
}

function invitationView(row: MemberInvitationRow) {
  const { id, email, role, locale, status } = row;
  return {
    id,
    email,
    role,
    locale,
    status,
    invitedBy: signer(row.invitedBy),
    invitedAt: row.invitedAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    decidedBy: signer(row.decidedBy),
    decidedAt: instant(row.decidedAt),
  };
}

export function memberRoutes(settings: invitations.InvitationSettings): BoundOperation<Actor>[] {
  return bindContract<typeof memberContract, Actor>(memberContract, {
    listMembers: async ({ tx, actor, params: { brandId }, query }) => {
      requireBrand(actor, brandId);
      return toPage(await findMembers(tx, brandId, query), query.limit, memberView);
    },
    changeMemberRole: async ({ tx, actor, params, body }) =>
      memberView(await members.changeRole(tx, actor, params, body.role)),
    removeMember: async ({ tx, actor, params }) => {
      await members.removeMember(tx, actor, params);
    },
    inviteMember: async ({ tx, actor, params: { brandId }, body, locale }) =>
      invitationView(
        await invitations.inviteMember(tx, actor, settings, {
          brandId,
          email: body.email,
          role: body.role,
          locale: body.locale ?? locale,
        }),
      ),
    listInvitations: async ({ tx, actor, params: { brandId }, query }) => {
      requireBrand(actor, brandId, ["brand_manager"]);
      return toPage(await findInvitations(tx, brandId, query), query.limit, invitationView);
    },
    withdrawInvitation: async ({ tx, actor, params }) => {
      await invitations.withdrawInvitation(tx, actor, params);
    },
    seeInvitation: async ({ tx, params }) => {
      const seen = await invitations.seeInvitation(tx, settings, params.token);
      const { brandName, email, role, expiresAt, hasAccount } = seen;
      return { brandName, email, role, expiresAt: expiresAt.toISOString(), hasAccount };
    },
    acceptInvitation: async ({ tx, actor, params, body, locale, check }) => {
      // Only a new account needs them, so they are not asked for before that is known.
      const newcomer = () => {
        const person = check(newcomerSchema, body);
        return { ...person, locale: person.locale ?? locale };
      };
      const joined = await invitations.acceptInvitation(
        tx,
        actor,
        settings,
        params.token,
        newcomer,
      );
      return { user: await userView(tx, joined.userId), brandId: joined.brandId };
    },
  });
}
