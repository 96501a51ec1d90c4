export { notificationRows } from "./mail-row";
export { noticesByTopic } from "./notices";
export { createNotifications, type Notifications } from "./notification-service";
