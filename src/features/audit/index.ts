export { type AuditEvent, recordAudit, recordAudits } from "./audit";
export { auditRoutes } from "./audit-routes";
