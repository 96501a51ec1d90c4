export { type AuditEvent, recordAudit, recordAudits } from "./audit";
