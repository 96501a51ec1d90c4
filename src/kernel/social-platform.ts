/** Where creators have followers and where deliverables are posted. A blog is any site of one's own. */
export const socialPlatforms = ["instagram", "tiktok", "youtube", "x", "facebook", "blog"] as const;
export type SocialPlatform = (typeof socialPlatforms)[number];
