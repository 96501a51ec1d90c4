/** The parts an application is shown with. */

import { z } from "zod";
import { deliverableKinds } from "../../kernel/deliverable-kind";
import {
  currencySchema,
  daySchema,
  idSchema,
  moneySchema,
  timeSchema,
} from "../../platform/http/schemas";
import {
  deliverableSpecsSchema,
  exclusivitySchema,
  platforms,
  productSchema,
  usageRightsSchema,
} from "../campaigns";
import { shipmentStatuses } from "./shipments/shipment";
import { termsChangeStatuses } from "./terms-changes/terms-change";

export const sideSchema = z.enum(["brand", "creator"]);

const termsSchema = z
  .strictObject({
    compensation: z.enum(["money", "product", "both"]),
    fee: z.strictObject({ amountMinor: z.string(), currency: currencySchema }),
    deliverables: deliverableSpecsSchema,
    briefVersion: z.int(),
    postBy: daySchema,
    disclosureMarket: z.string(),
    disclosureTags: z.array(z.string()),
    product: productSchema.optional(),
    usageRights: usageRightsSchema.nullable().optional(),
    exclusivity: exclusivitySchema.nullable().optional(),
    briefHash: z
      .string()
      .optional()
      .meta({ description: "Hash of the whole brief, as its version shows it" }),
    changeRoundsMax: z
      .int()
      .optional()
      .meta({ description: "How often the brand may ask for changes of one piece" }),
  })
  .meta({
    id: "OfferTerms",
    description: "Exactly what the hash is of; terms of earlier releases say less",
  });

export const offerSchema = z
  .strictObject({
    version: z.int(),
    madeBy: sideSchema,
    fee: moneySchema,
    note: z.string(),
    terms: termsSchema,
    termsHash: z.string().meta({ description: "SHA-256 of the terms as canonical JSON" }),
    createdAt: timeSchema,
  })
  .meta({ id: "Offer" });

export const deliverableSchema = z
  .strictObject({
    id: idSchema,
    seq: z.int(),
    platform: z.enum(platforms),
    kind: z.enum(deliverableKinds),
    fee: moneySchema.meta({ description: "This piece's part of the agreed fee" }),
    postFrom: daySchema.nullable().meta({ description: "First day on which it may go live" }),
    postBy: daySchema,
    releasedAt: timeSchema.nullable().meta({
      description: "Since when it cannot be earned any more and its money is the campaign's again",
    }),
  })
  .meta({ id: "Deliverable" });

const movementSchema = z
  .strictObject({
    kind: z.enum(["reserved", "earned", "undone", "released"]).meta({
      description:
        "Set aside; earned by an endorsement; an earning undone; the campaign's again without having been earned",
    }),
    deliverableId: idSchema.nullable().meta({ description: "The piece; null for all together" }),
    amount: moneySchema,
    at: timeSchema,
    ledgerReference: z.string().nullable().meta({ description: "Finds the posting in the books" }),
  })
  .meta({ id: "ReservationMovement" });

export const reservationSchema = z
  .strictObject({
    amount: moneySchema.meta({
      description: "Set aside when the offer was accepted; the brand's view includes our fee",
    }),
    reservedAt: timeSchema,
    ledgerReference: z.string().meta({ description: "Finds the posting in the books" }),
    reserved: moneySchema.meta({ description: "Of it still set aside now" }),
    earned: moneySchema.meta({ description: "Of it earned, less what was undone" }),
    released: moneySchema.meta({ description: "Of it the campaign's again" }),
    movements: z.array(movementSchema).meta({ description: "In the order in which they happened" }),
  })
  .meta({
    id: "Reservation",
    description: "The money of an accepted offer: funded before you film",
  });

export const shipmentSchema = z
  .strictObject({
    status: z.enum(shipmentStatuses),
    declaredValue: moneySchema.nullable().meta({ description: "As the agreed terms state it" }),
    carrier: z.string().nullable(),
    trackingNumber: z.string().nullable(),
    shippedAt: timeSchema.nullable(),
    receivedAt: timeSchema.nullable(),
  })
  .meta({ id: "Shipment", description: "The product on its way to the creator" });

export const termsChangeSchema = z
  .strictObject({
    briefVersion: z.int(),
    status: z.enum(termsChangeStatuses),
    note: z.string().meta({ description: "What changed, in the brand's words" }),
    terms: termsSchema,
    termsHash: z.string(),
    askedAt: timeSchema,
    answeredAt: timeSchema.nullable(),
  })
  .meta({
    id: "TermsChange",
    description: "New terms an accepted creator was asked about; until then the old ones count",
  });
