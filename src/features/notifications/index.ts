export { notificationRows } from "./mail-row";
export { keepNotices } from "./notice-store";
export { noticesByTopic } from "./notices";
export { createNotifications, type Notifications } from "./notification-service";
