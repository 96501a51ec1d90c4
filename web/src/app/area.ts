/**
 * An area is what one audience sees. It registers its own pages and its own entries in the navigation, so that nobody has
 * to edit a shared file to add a page.
 */
import type { ParseKeys } from "i18next";
import type { ComponentType } from "react";
import type { Role } from "../api/contract";
import type { IconName } from "../design/icons";
import type { AreaId } from "./audiences";

export interface PageEntry {
  /** Below the area's own path, such as `campaigns/:campaignId`; empty for its home. */
  path: string;
  /** Its module is a chunk of its own and exports the page as `Page`. */
  load(): Promise<{ Page: ComponentType }>;
}

export interface NavigationEntry {
  /** Below the area's own path. */
  to: string;
  /** Key in the area's texts. */
  label: string;
  icon: IconName;
  /** Key of the heading above it; entries of a group stand together. */
  group?: string;
  /** Who sees it; everybody in the area when absent. */
  roles?: readonly Role[];
}

export interface Area {
  id: AreaId;
  pages: readonly PageEntry[];
  navigation: readonly NavigationEntry[];
}

interface CheckedArea<Id extends AreaId> extends Area {
  id: Id;
  navigation: readonly (NavigationEntry & { label: ParseKeys<Id>; group?: ParseKeys<Id> })[];
}

/** Only keys that exist in the area's English texts compile. */
export function defineArea<Id extends AreaId>(area: CheckedArea<Id>): Area {
  return area;
}
