/** The whole story as people click it, from the first word of a campaign to the books, in each language. */
import type { DemoLogin } from "../../src/app/demo-logins";
import { locales } from "../../src/kernel/locale";
import { type Hands, handsOf } from "./story/hands";
import { planOf } from "./story/plan";
import { tellStory } from "./story/tell";
import { wordsOf } from "./story/words";
import { describeInBrowser } from "./support/suite";
import { pagesMissed, walkArea } from "./support/walk";
import { shoot, type World } from "./support/world";

const storyMs = 300_000;
/** Finance has some seventy pages, and two people look at them. */
const walkMs = 600_000;

const homes: Readonly<Record<DemoLogin["kind"], string>> = {
  brand: "/brand",
  creator: "/creator",
  finance_maker: "/finance",
  finance_checker: "/finance",
  operator: "/operator",
};

/** `unlinked`: pages one comes to from outside, or with something the stories have none of. */
const areas: readonly { area: string; kinds: DemoLogin["kind"][]; unlinked: string[] }[] = [
  {
    area: "brand",
    kinds: ["brand"],
    unlinked: [
      "/brand/campaigns/:campaignId/edit",
      "/brand/drafts/:draftId",
      "/brand/disputes/:disputeId",
      "/brand/deposits/:depositId/return",
    ],
  },
  {
    area: "creator",
    kinds: ["creator"],
    unlinked: ["/creator/onboarding", "/creator/disputes/:disputeId"],
  },
  { area: "finance", kinds: ["finance_maker", "finance_checker"], unlinked: [] },
  {
    area: "operator",
    kinds: ["operator"],
    unlinked: [
      "/operator/consultations/:consultationId",
      "/operator/disputes/:disputeId",
      "/operator/breaks/:breakId",
      "/operator/world/:section",
    ],
  },
];

function outsideOf({ product, url, demo }: World) {
  const { sandbox } = product.connected;
  if (!sandbox) throw new Error("The story needs the simulators");
  return { ...sandbox, url, password: demo("brand").password };
}

describeInBrowser("the story", (world) => {
  test.each(locales)(
    "told in %s",
    async (language) => {
      const words = wordsOf(language);
      const outside = outsideOf(world());
      const { port: stripePort } = new URL(outside.stripeUrl);
      const windows = new Map<string, Hands>();
      let chapter = "";
      const as = async (kind: DemoLogin["kind"]) => {
        const known = windows.get(kind);
        if (known) return known;
        const opened = await world().open({ as: kind, language, path: homes[kind] });
        // Stripe's page is where the brand pays; nothing else of the story is elsewhere. It has no icon.
        if (kind === "brand") {
          opened.findings.expect(new RegExp(`^other host: http://[^/]+:${stripePort}/`));
          opened.findings.expect(new RegExp(`401 .*:${stripePort}/favicon\\.ico`));
        }
        const hands = handsOf(opened, words);
        windows.set(kind, hands);
        return hands;
      };
      const stage = { outside, as, chapter: (title: string) => (chapter = title) };
      try {
        await tellStory(stage, planOf(language, `s${language}`));
      } catch (error) {
        for (const [kind, { page }] of windows)
          await shoot(page, `story-failed-${kind}-${language}`);
        throw new Error(`In the chapter "${chapter}"`, { cause: error });
      }
      for (const hands of windows.values()) await hands.close();
    },
    storyMs,
  );

  describe.each(locales)("every page with what the stories left, in %s", (language) => {
    test.each(areas)(
      "of $area",
      async ({ area, kinds, unlinked }) => {
        const walks = [];
        // What differs from one thing to the next is the same in every language.
        const eachMax = language === "en" ? 2 : 1;
        for (const kind of kinds) {
          const { page, close } = await world().open({ as: kind, language, path: homes[kind] });
          walks.push(await walkArea(page, { language, area: homes[kind], eachMax }));
          await close();
        }
        const problems = walks.flatMap((walk) => walk.problems);
        const missed = pagesMissed(area, walks);
        expect({ problems, missed }).toEqual({ problems: [], missed: unlinked });
      },
      walkMs,
    );
  });
});
