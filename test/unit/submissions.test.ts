import fc from "fast-check";
import { hasPostUrlShape, readPostUrl } from "../../src/features/submissions/post-url";
import {
  isDisclosed,
  type SubmissionStatus,
  submissionTransitions,
} from "../../src/features/submissions/submission";
import type { SocialPlatform } from "../../src/kernel/social-platform";
import { canMove, statesOf } from "../../src/kernel/transitions";

describe("a caption is disclosed", () => {
  test.each([
    ["#ad", "Lovely coffee #ad"],
    ["#ad", "#AD at the start"],
    ["#Ad", "in the middle #aD, and more"],
    ["ad", "#ad when the brand forgot the #"],
    ["#ad", "(#ad)"],
    ["#iklan", "Kopi susu\n\n#iklan #kopi"],
    ["#โฆษณา", "กาแฟเย็น #โฆษณา"],
    ["#โฆษณา", "กาแฟเย็น #โฆษณา อร่อยมาก"],
    ["#publicité", "c'est de la #publicite\u0301"],
    ["#publicite\u0301", "c'est de la #publicité"],
    ["#paid_partnership", "#paid_partnership"],
  ])("%s in %j", (tag, caption) => {
    expect(isDisclosed(caption, ["#other", tag])).toBe(true);
  });

  test.each([
    ["#ad", "An #adventure with coffee"],
    ["#ad", "#adidas #advert #ad_free #ad2"],
    ["#ad", "ad, but no hashtag"],
    ["#ad", "mad#ad"],
    ["#ad", "&#ad;"],
    ["#ad", "##ad"],
    ["#ad", "# ad"],
    ["#ad", "#a d"],
    ["#โฆษณา", "กาแฟเย็น #โฆษณาดี"],
    ["#โฆษณา", "กาแฟเย็น #โฆษณ"],
    ["#publicite", "#publicité"],
    ["#ad", ""],
  ])("not: %s in %j", (tag, caption) => {
    expect(isDisclosed(caption, [tag])).toBe(false);
  });

  test("with no label agreed nothing discloses", () => {
    expect(isDisclosed("#ad", [])).toBe(false);
  });
});

describe("the address of a post", () => {
  test.each<[SocialPlatform, string, string, string]>([
    [
      "instagram",
      "https://www.instagram.com/p/Cx_1-a/",
      "https://www.instagram.com/p/Cx_1-a",
      "instagram:p/Cx_1-a",
    ],
    [
      "instagram",
      "https://INSTAGRAM.com/reel/Cx1?igsh=abc&utm_source=x",
      "https://instagram.com/reel/Cx1",
      "instagram:p/Cx1",
    ],
    [
      "instagram",
      "https://instagram.com/ploy.eats/p/Cx1",
      "https://instagram.com/ploy.eats/p/Cx1",
      "instagram:p/Cx1",
    ],
    [
      "instagram",
      "https://instagram.com/stories/ploy/31415",
      "https://instagram.com/stories/ploy/31415",
      "instagram:stories/31415",
    ],
    [
      "tiktok",
      "https://www.tiktok.com/@ploy/video/72?_r=1",
      "https://www.tiktok.com/@ploy/video/72",
      "tiktok:post/72",
    ],
    [
      "tiktok",
      "https://tiktok.com/@other/video/72",
      "https://tiktok.com/@other/video/72",
      "tiktok:post/72",
    ],
    [
      "youtube",
      "https://www.youtube.com/watch?t=3&v=dQw4&si=x",
      "https://www.youtube.com/watch?v=dQw4",
      "youtube:watch/dQw4",
    ],
    ["youtube", "https://youtu.be/dQw4?si=x", "https://youtu.be/dQw4", "youtube:watch/dQw4"],
    [
      "youtube",
      "https://m.youtube.com/shorts/dQw4",
      "https://m.youtube.com/shorts/dQw4",
      "youtube:watch/dQw4",
    ],
    [
      "x",
      "https://twitter.com/ploy/status/99?s=20",
      "https://twitter.com/ploy/status/99",
      "x:status/99",
    ],
    ["x", "https://x.com/i/status/99/photo/1", "https://x.com/i/status/99/photo/1", "x:status/99"],
    [
      "facebook",
      "https://www.facebook.com/ploy/posts/pfbid0A",
      "https://www.facebook.com/ploy/posts/pfbid0A",
      "facebook:post/pfbid0A",
    ],
    [
      "facebook",
      "https://m.facebook.com/story.php?story_fbid=5&id=7&fbclid=z",
      "https://m.facebook.com/story.php?id=7&story_fbid=5",
      "facebook:post/5",
    ],
    [
      "blog",
      "https://www.kopi-susu.co.id/2026/ulasan/?utm_source=ig",
      "https://www.kopi-susu.co.id/2026/ulasan",
      "blog:kopi-susu.co.id/2026/ulasan?",
    ],
    [
      "blog",
      "https://blog.example.com/?p=12",
      "https://blog.example.com?p=12",
      "blog:blog.example.com/?p=12",
    ],
    [
      "blog",
      "https://ร้านกาแฟ.ไทย/รีวิว",
      "https://xn--12caj5ga5k7cwau.xn--o3cw4h/%E0%B8%A3%E0%B8%B5%E0%B8%A7%E0%B8%B4%E0%B8%A7",
      "",
    ],
  ])("%s %s", (platform, typed, url, key) => {
    const read = readPostUrl(typed, platform);
    expect(read).toMatchObject(
      key === "" ? { url: expect.stringContaining("https://xn--") } : { url, key },
    );
  });

  test("every form of one post has one key", () => {
    const forms: [SocialPlatform, string[]][] = [
      [
        "instagram",
        [
          "https://www.instagram.com/p/Cx1/",
          "https://instagram.com/p/Cx1",
          "https://instagram.com/reel/Cx1/?igsh=1",
          "https://m.instagram.com/somebody/p/Cx1/",
          "https://instagram.com//p//Cx1",
          "https://instagram.com/%70/Cx1",
        ],
      ],
      [
        "x",
        [
          "https://x.com/a/status/1",
          "https://twitter.com/b/status/1?s=20",
          "https://mobile.x.com/a/status/1/",
        ],
      ],
      [
        "youtube",
        [
          "https://youtu.be/a1",
          "https://youtube.com/watch?v=a1&t=9",
          "https://youtube.com/live/a1",
        ],
      ],
      [
        "blog",
        ["https://a.example.com/b?x=1&y=2", "https://www.a.example.com/b/?y=2&x=1&fbclid=9"],
      ],
    ];
    for (const [platform, urls] of forms) {
      expect(new Set(urls.map((url) => readPostUrl(url, platform)?.key)).size).toBe(1);
      expect(readPostUrl(urls[0]!, platform)).toBeDefined();
    }
  });

  test.each<[SocialPlatform, string]>([
    ["instagram", "https://www.tiktok.com/@ploy/video/72"],
    ["instagram", "https://instagram.com/ploy"],
    ["instagram", "https://instagram.com/"],
    ["instagram", "https://instagram.com.evil.com/p/Cx1"],
    ["instagram", "https://evilinstagram.com/p/Cx1"],
    ["instagram", "https://instagram.com./p/Cx1"],
    ["instagram", "https://instagram.com/p/Cx1%2Fx"],
    ["instagram", "https://instagram.com/p/%00"],
    ["instagram", "https://instagram.com/p/%E0%A4%A"],
    ["tiktok", "https://vm.tiktok.com/ZM1"],
    ["youtube", "https://www.youtube.com/@ploy"],
    ["youtube", "https://www.youtube.com/watch"],
    ["x", "https://x.com/ploy"],
    ["facebook", "https://facebook.com/ploy"],
    ["facebook", "https://facebook.com/profile.php?id=5"],
    ["facebook", "https://facebook.com/watch?v=1&fbid=2"],
    ["youtube", "https://www.youtube.com/watch?v=a1&v=b2"],
    ["blog", "https://example.com"],
    ["blog", "https://example.com/?utm_source=x"],
    ["blog", "https://www.instagram.com/p/Cx1"],
    ["blog", "https://localhost/post"],
    ["blog", "https://127.0.0.1/post"],
    ["blog", "https://2130706433/post"],
    ["blog", "https://0x7f.1/post"],
    ["blog", "https://0177.0.0.1/post"],
    ["blog", "https://[::1]/post"],
    ["blog", "https://[::ffff:10.0.0.1]/post"],
    ["blog", "https://１２７.0.0.1/post"],
    ["blog", "https://169.254.169.254/latest/meta-data"],
    ["blog", "https://metadata.google.internal/x"],
    ["blog", "https://printer.local/x"],
    ["blog", "https://intranet/x"],
    ["blog", "https://blog.example.com./post"],
    ["blog", "https://blog_example.com/post"],
  ])("not on %s: %s", (platform, url) => {
    expect(readPostUrl(url, platform)).toBeUndefined();
  });

  test.each([
    "http://instagram.com/p/Cx1",
    "javascript:alert(1)",
    "data:text/html,x",
    "//instagram.com/p/Cx1",
    "https:instagram.com/p/Cx1",
    "https://user@instagram.com/p/Cx1",
    "https://user:pw@instagram.com/p/Cx1",
    "https://evil.com\\@instagram.com/p/Cx1",
    "https://instagram.com:443/p/Cx1",
    "https://instagram.com:8443/p/Cx1",
    "https://instagram.com/p/Cx1#comments",
    "https://instagram.com/p/Cx1#",
    "https://instagram.com\\p\\Cx1",
    " https://instagram.com/p/Cx1",
    "https://instagram.com/p/Cx1\n",
    "https://insta\tgram.com/p/Cx1",
    "https://",
    "",
  ])("%j is no address to look at", (url) => {
    expect(hasPostUrlShape(url)).toBe(false);
    expect(readPostUrl(url, "instagram")).toBeUndefined();
  });

  test("reading what was read changes nothing", () => {
    const check = fc.check(
      fc.property(
        fc.webUrl({ validSchemes: ["https"], withQueryParameters: true }),
        fc.constantFrom<SocialPlatform>("blog", "facebook", "youtube"),
        (typed, platform) => {
          const once = readPostUrl(typed, platform);
          return once === undefined || readPostUrl(once.url, platform)?.key === once.key;
        },
      ),
      { numRuns: 500 },
    );
    expect(check.failed).toBe(false);
  });
});

const allowed: [SubmissionStatus, SubmissionStatus[]][] = [
  ["submitted", ["in_review"]],
  ["in_review", ["changes_requested", "content_approved", "rejected", "disputed", "cancelled"]],
  ["changes_requested", ["submitted", "disputed", "cancelled"]],
  ["content_approved", ["posted", "expired", "cancelled"]],
  ["rejected", ["disputed", "cancelled"]],
  ["posted", ["verifying", "disputed", "cancelled"]],
  ["verifying", ["posted", "verified", "disputed", "cancelled"]],
  ["verified", ["endorsed", "disputed", "cancelled"]],
  ["endorsed", ["live_complete", "clawed_back", "disputed"]],
  ["live_complete", ["clawed_back"]],
  // The way back after a withdrawal is no move that any other step may take.
  ["disputed", ["resolved_creator", "resolved_brand", "resolved_split"]],
  ["resolved_creator", ["clawed_back"]],
  ["resolved_split", ["clawed_back"]],
  ["cancelled", ["clawed_back"]],
];

test("the transition table says what the design says", () => {
  const wanted = new Map(allowed);
  for (const from of statesOf(submissionTransitions)) {
    for (const to of statesOf(submissionTransitions)) {
      const isWanted = wanted.get(from)?.includes(to) ?? false;
      expect([from, to, canMove(submissionTransitions, from, to)]).toEqual([from, to, isWanted]);
    }
  }
});
