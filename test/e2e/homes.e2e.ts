/** Every page a person meets first, in three languages, small and large, light and dark. */
import { locales } from "../../src/kernel/locale";
import { expectSound } from "./support/sound";
import { describeInBrowser } from "./support/suite";
import { look, type Scheme, shoot, type Visit, type Width } from "./support/world";

const pages = [
  { name: "landing", path: "/" },
  { name: "log-in", path: "/log-in" },
  { name: "register-brand", path: "/register/brand" },
  { name: "register-creator", path: "/register/creator" },
  { name: "not-found", path: "/nowhere" },
  { name: "brand-home", path: "/brand", as: "brand" },
  { name: "creator-home", path: "/creator", as: "creator" },
  { name: "finance-maker-home", path: "/finance", as: "finance_maker" },
  { name: "finance-checker-home", path: "/finance", as: "finance_checker" },
  { name: "operator-home", path: "/operator", as: "operator" },
] as const satisfies readonly ({ name: string } & Pick<Visit, "path" | "as">)[];

const looks: readonly (readonly [Width, Scheme])[] = [
  [360, "light"],
  [768, "dark"],
  [1440, "light"],
  [1440, "dark"],
];

describeInBrowser("what people meet first", (world) => {
  describe.each(pages)("$name", ({ name, ...where }) => {
    test.each(locales)("in %s", async (language) => {
      const { page, close } = await world().open({ ...where, language });
      for (const [width, scheme] of looks) {
        await look(page, width, scheme);
        await expectSound(page, language);
        await shoot(page, `${name}-${language}-${width}-${scheme}`);
      }
      await close();
    });
  });
});
