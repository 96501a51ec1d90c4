import { z } from "zod";
import type { Contract } from "../../../platform/http/contract";
import { lineSchema } from "../../../platform/http/schemas";
import { step } from "../application-schema";

const carrierLengthMax = 100;
const trackingLengthMax = 100;
const problems = ["application_state", "shipment_none", "shipment_state"] as const;

export const shipmentContract = {
  shipProduct: {
    ...step,
    path: "/v1/applications/{applicationId}/shipment/ship",
    summary: "The product is on its way; again, to correct the number or send another one",
    permission: "shipment.send",
    body: z.strictObject({
      carrier: lineSchema(carrierLengthMax),
      trackingNumber: lineSchema(trackingLengthMax).optional(),
    }),
    problems,
  },
  confirmReceipt: {
    ...step,
    path: "/v1/applications/{applicationId}/shipment/receive",
    summary: "The product has come",
    permission: "shipment.receive",
    problems,
  },
  waiveShipment: {
    ...step,
    path: "/v1/applications/{applicationId}/shipment/waive",
    summary: "Nothing has to be sent",
    permission: "shipment.waive",
    problems,
  },
} as const satisfies Contract;
