import type { DataSourceOptions } from "typeorm";
import { identityRows } from "../features/identity";

/** Every TypeORM row class of every feature. */
export const rowClasses: NonNullable<DataSourceOptions["entities"]> = [...identityRows];
