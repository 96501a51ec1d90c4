export { livePostInvariants } from "./live-post-invariants";
export { livePostRoutes } from "./live-post-routes";
export { livePostRows } from "./live-post-row";
export { livePostFieldTexts, livePostProblems } from "./live-post-texts";
export { createLivePosts, type LivePosts } from "./live-posts";
