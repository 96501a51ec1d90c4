/**
 * The certificate authority of the sandbox world and the certificate PayPal's webhooks are signed with. Made once and kept,
 * because the product pins the authority.
 */
import "reflect-metadata";
import { webcrypto } from "node:crypto";
import * as x509 from "@peculiar/x509";
import { addMs, dayMs } from "../kernel/clock";
import { randomHex } from "./ids";

export interface WebhookCertificates {
  /** The self-signed authority, PEM. */
  readonly caPem: string;
  /** The leaf, PEM. */
  readonly leafPem: string;
  /** PKCS #8, PEM. */
  readonly leafKeyPem: string;
}

/** Sandbox time can be moved by years, so nothing may run out on the way. */
const validMs = 40 * 365 * dayMs;
const rsa = {
  name: "RSASSA-PKCS1-v1_5",
  hash: "SHA-256",
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 2048,
};
const webhookHost = "messageverificationcerts.sandbox.paypal.com";

/** New keys and certificates that are valid from the day before `now`, for a host of this name. */
export async function createWebhookCertificates(
  now: Date,
  leafName = webhookHost,
): Promise<WebhookCertificates> {
  const generate = (): Promise<webcrypto.CryptoKeyPair> =>
    webcrypto.subtle.generateKey(rsa, true, ["sign", "verify"]);
  const [caKeys, leafKeys] = await Promise.all([generate(), generate()]);
  const notBefore = addMs(now, -dayMs);
  const notAfter = addMs(now, validMs);
  const caSubject = "CN=Kampanye Sandbox Authority,O=Kampanye Sandbox";
  const ca = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: `01${randomHex(16)}`,
    name: caSubject,
    notBefore,
    notAfter,
    signingAlgorithm: rsa,
    keys: caKeys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
      await x509.SubjectKeyIdentifierExtension.create(caKeys.publicKey),
    ],
  });
  const leaf = await x509.X509CertificateGenerator.create({
    serialNumber: `02${randomHex(16)}`,
    subject: `CN=${leafName},O=Kampanye Sandbox`,
    issuer: caSubject,
    notBefore,
    notAfter,
    signingAlgorithm: rsa,
    publicKey: leafKeys.publicKey,
    signingKey: caKeys.privateKey,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.SubjectAlternativeNameExtension([{ type: "dns", value: leafName }]),
      await x509.AuthorityKeyIdentifierExtension.create(caKeys.publicKey),
    ],
  });
  const pkcs8 = await webcrypto.subtle.exportKey("pkcs8", leafKeys.privateKey);
  return {
    caPem: `${ca.toString("pem")}\n`,
    leafPem: `${leaf.toString("pem")}\n`,
    leafKeyPem: `${x509.PemConverter.encode(pkcs8, "PRIVATE KEY")}\n`,
  };
}
