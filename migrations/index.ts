import { CreatePlatform20261123100000 } from "./20261123100000-create-platform";
import { CreateLedger20261123100100 } from "./20261123100100-create-ledger";
import { CreateAudit20261123100200 } from "./20261123100200-create-audit";
import { CreateIdentity20261123100300 } from "./20261123100300-create-identity";
import { CreateCreators20261123100400 } from "./20261123100400-create-creators";
import { CreateCampaigns20261123100500 } from "./20261123100500-create-campaigns";
import { CreateCollaboration20261123100600 } from "./20261123100600-create-collaboration";
import { CreatePayouts20261123100700 } from "./20261123100700-create-payouts";
import { CreateFinance20261123100800 } from "./20261123100800-create-finance";
import { CreateNotifications20261123100900 } from "./20261123100900-create-notifications";
import { CreateRecovery20261124100000 } from "./20261124100000-create-recovery";
import { QuickenSettling20261124110000 } from "./20261124110000-quicken-settling";
import { CreateRelease20261124120000 } from "./20261124120000-create-release";
import { CreateAfterlife20261124130000 } from "./20261124130000-create-afterlife";
import { CreateViews20261124140000 } from "./20261124140000-create-views";
import { CreateWatch20261124150000 } from "./20261124150000-create-watch";
import { TieLooseEnds20261124210000 } from "./20261124210000-tie-loose-ends";
import { CreateChequebook20261125100000 } from "./20261125100000-create-chequebook";
import { CreatePositivePay20261125100100 } from "./20261125100100-create-positive-pay";
import { CreateStatementFiles20261125110000 } from "./20261125110000-create-statement-files";
import { CreatePeriods20261125120000 } from "./20261125120000-create-periods";
import { CreateProviderMoney20261125130000 } from "./20261125130000-create-provider-money";
import { CreateTax20261125130100 } from "./20261125130100-create-tax";
import { CreateUnclaimedProperty20261125130200 } from "./20261125130200-create-unclaimed-property";
import { CreateDocuments20261125140000 } from "./20261125140000-create-documents";
import { RemitWithheldTax20261126100000 } from "./20261126100000-remit-withheld-tax";
import { StatesHaveNames20261130120000 } from "./20261130120000-states-have-names";
import { CreateAfterTheWork20261130205000 } from "./20261130205000-create-after-the-work";
import { GuardDecisions20261130210000 } from "./20261130210000-guard-decisions";
import { NameSuspenseItems20261130211000 } from "./20261130211000-name-suspense-items";
import { ConfirmAndWithdrawStatements20261130211500 } from "./20261130211500-confirm-and-withdraw-statements";
import { GuardTopUps20261130212000 } from "./20261130212000-guard-top-ups";
import { KeepClocks20261130213000 } from "./20261130213000-keep-clocks";
import { DeepenBriefs20261130213500 } from "./20261130213500-deepen-briefs";
import { CreateLivePostChecks20261130214000 } from "./20261130214000-create-live-post-checks";
import { CreateNotificationList20261130214500 } from "./20261130214500-create-notification-list";
import { CheckStatementLinesBySet20261201010000 } from "./20261201010000-check-statement-lines-by-set";
import { DeepenTheDesk20261201020000 } from "./20261201020000-deepen-the-desk";
import { BookPaypalDisputes20261201030000 } from "./20261201030000-book-paypal-disputes";
import { WitnessBookings20261201030100 } from "./20261201030100-witness-bookings";
import { CountDepositsWithTheRest20261201030200 } from "./20261201030200-count-deposits-with-the-rest";
import { DeepenContent20261201040000 } from "./20261201040000-deepen-content";
import { CreateMemberInvitations20261201041000 } from "./20261201041000-create-member-invitations";
import { KeepAudiences20261201050000 } from "./20261201050000-keep-audiences";
import { VerifyPosts20261201060000 } from "./20261201060000-verify-posts";
import { SuggestClawbacks20261201060100 } from "./20261201060100-suggest-clawbacks";
import { DisputeHeldFees20261201060200 } from "./20261201060200-dispute-held-fees";
import { TellLiveChanges20261201090000 } from "./20261201090000-tell-live-changes";
import { CreateRateCards20261201090500 } from "./20261201090500-create-rate-cards";
import { IndexAuditTrail20261201091000 } from "./20261201091000-index-audit-trail";
import { CreateRoleChanges20261201091500 } from "./20261201091500-create-role-changes";
import { NameWhatLettersAreAbout20261201093000 } from "./20261201093000-name-what-letters-are-about";
import { ListAcrossCampaigns20261201093500 } from "./20261201093500-list-across-campaigns";
import { CompareCreators20261201120000 } from "./20261201120000-compare-creators";
import { TellOfChangedCreators20261202100000 } from "./20261202100000-tell-of-changed-creators";

/** Every migration in the order in which it runs. */
export const migrations = [
  CreatePlatform20261123100000,
  CreateLedger20261123100100,
  CreateAudit20261123100200,
  CreateIdentity20261123100300,
  CreateCreators20261123100400,
  CreateCampaigns20261123100500,
  CreateCollaboration20261123100600,
  CreatePayouts20261123100700,
  CreateFinance20261123100800,
  CreateNotifications20261123100900,
  CreateRecovery20261124100000,
  QuickenSettling20261124110000,
  CreateRelease20261124120000,
  CreateAfterlife20261124130000,
  CreateViews20261124140000,
  CreateWatch20261124150000,
  TieLooseEnds20261124210000,
  CreateChequebook20261125100000,
  CreatePositivePay20261125100100,
  CreateStatementFiles20261125110000,
  CreatePeriods20261125120000,
  CreateProviderMoney20261125130000,
  CreateTax20261125130100,
  CreateUnclaimedProperty20261125130200,
  CreateDocuments20261125140000,
  RemitWithheldTax20261126100000,
  StatesHaveNames20261130120000,
  CreateAfterTheWork20261130205000,
  GuardDecisions20261130210000,
  NameSuspenseItems20261130211000,
  ConfirmAndWithdrawStatements20261130211500,
  GuardTopUps20261130212000,
  KeepClocks20261130213000,
  DeepenBriefs20261130213500,
  CreateLivePostChecks20261130214000,
  CreateNotificationList20261130214500,
  CheckStatementLinesBySet20261201010000,
  DeepenTheDesk20261201020000,
  BookPaypalDisputes20261201030000,
  WitnessBookings20261201030100,
  CountDepositsWithTheRest20261201030200,
  DeepenContent20261201040000,
  CreateMemberInvitations20261201041000,
  KeepAudiences20261201050000,
  VerifyPosts20261201060000,
  SuggestClawbacks20261201060100,
  DisputeHeldFees20261201060200,
  TellLiveChanges20261201090000,
  CreateRateCards20261201090500,
  IndexAuditTrail20261201091000,
  CreateRoleChanges20261201091500,
  NameWhatLettersAreAbout20261201093000,
  ListAcrossCampaigns20261201093500,
  CompareCreators20261201120000,
  TellOfChangedCreators20261202100000,
];
