/** The areas in the order in which a person with several roles meets them. */
import { brandArea } from "./brand/routes";
import { creatorArea } from "./creator/routes";
import { financeArea } from "./finance/routes";
import { operatorArea } from "./operator/routes";
import { publicArea } from "./public/routes";

export const areas = [brandArea, creatorArea, financeArea, operatorArea, publicArea] as const;
