/** Every address of the console, put together from what the areas register. */
import { createBrowserRouter, type LoaderFunction, type RouteObject } from "react-router";
import { areas } from "../areas";
import { changeLanguage, loadTexts } from "../i18n";
import { isLanguage } from "../i18n/languages";
import type { Area, PageEntry } from "./area";
import { AreaGate } from "./area-gate";
import { audiences } from "./audiences";
import { AddLanguage, DepositReturn, NotFound, PageFailed } from "./edges";
import { Shell } from "./shell";
import { FirstLoad } from "./waiting";

const loadLanguage: LoaderFunction = async ({ params }) => {
  const { language } = params;
  if (isLanguage(language)) await changeLanguage(language);
  return null;
};

/** What visitors see shares nothing with the areas behind the log-in. */
const textsOf = ({ id }: Area) => (id === "public" ? [id] : [id, "shared"]);

function pageRoute(area: Area, { path, load }: PageEntry): RouteObject {
  const lazy = async () => {
    const [{ Page }] = await Promise.all([load(), loadTexts(textsOf(area))]);
    return { Component: Page };
  };
  return path === "" ? { index: true, lazy } : { path, lazy };
}

function areaRoute(area: Area): RouteObject {
  const { base } = audiences[area.id];
  return {
    ...(base === "" ? {} : { path: base }),
    element: <AreaGate id={area.id} />,
    children: [
      {
        // The frame around the page stays when the page fails.
        errorElement: <PageFailed />,
        children: area.pages.map((page) => pageRoute(area, page)),
      },
    ],
  };
}

export function createRouter() {
  return createBrowserRouter([
    {
      path: "/:language",
      loader: loadLanguage,
      shouldRevalidate: ({ currentParams, nextParams }) =>
        currentParams["language"] !== nextParams["language"],
      element: <Shell />,
      errorElement: <PageFailed />,
      hydrateFallbackElement: <FirstLoad />,
      children: [
        ...areas.map(areaRoute),
        { path: "deposits/:depositId/return", element: <DepositReturn /> },
        { path: "*", element: <NotFound /> },
      ],
    },
    { path: "*", element: <AddLanguage /> },
  ]);
}
