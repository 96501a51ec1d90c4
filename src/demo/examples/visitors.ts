/** What visitors leave: questions for the operators, and opinions of which two are shown already. */
import { call, type Person } from "../http-client";
import type { StoryWorld } from "../story-world";

const questions = [
  {
    name: "Sari Halim",
    email: "sari@tehpagi.example",
    company: "Teh Pagi",
    country: "ID",
    need: "We open three shops in Bandung and look for people who write about breakfast.",
    locale: "id",
  },
  {
    name: "Niran Phromma",
    email: "niran@baanthai.example",
    company: "Baan Thai Ceramics",
    country: "TH",
    need: "อยากรู้ว่างบประมาณสามหมื่นบาทจะได้ครีเอเตอร์กี่คน และเริ่มได้เมื่อไร",
    locale: "th",
  },
] as const;

const opinions = [
  {
    name: "Maya",
    locale: "en",
    stars: 5,
    text: "I saw the fee set aside before I filmed, and it arrived on the day it said.",
  },
  {
    name: "Dimas",
    locale: "id",
    stars: 5,
    text: "Tidak perlu menagih. Begitu kontenku disetujui, pembayarannya jalan sendiri.",
  },
  {
    name: "ฝน",
    locale: "th",
    stars: 4,
    text: "บรีฟชัดเจน ถามตอบกันในที่เดียว และรู้ตลอดว่าเงินอยู่ขั้นไหน",
  },
  {
    name: "Tom",
    locale: "en",
    stars: 4,
    text: "A cheque, in my mailbox, with a stub that adds up.",
  },
] as const;

/** The last one waits for a decision. */
const shownCount = opinions.length - 1;

export async function receiveVisitors({ base }: StoryWorld, operator: Person): Promise<void> {
  for (const question of questions) await call("POST", `${base}/v1/consultations`, question);
  for (const [index, opinion] of opinions.entries()) {
    const { id } = await call("POST", `${base}/v1/opinions`, opinion);
    if (index < shownCount) await operator.post(`/v1/opinions/${id}/publish`);
  }
}
