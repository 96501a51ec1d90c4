export { notificationRows } from "./mail-row";
export { keepNotices } from "./notice-store";
export { noticesByTopic } from "./notices";
export { notificationRoutes } from "./notification-routes";
export { createNotifications, type Notifications } from "./notification-service";
export { createUnsubscribeLinks } from "./unsubscribe-token";
