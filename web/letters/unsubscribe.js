/** Shows what a link in a letter would stop, and stops it only when its reader presses the button. */
"use strict";

const words = {
  en: {
    ask: "Do you want no more letters of this kind? Your list of notifications goes on.",
    button: "Stop these letters",
    done: "You get no more letters of this kind. You can change that in your settings.",
    wrong: "This link is not valid.",
  },
  id: {
    ask: "Berhenti menerima surat jenis ini? Daftar pemberitahuan Anda tetap ada.",
    button: "Hentikan surat ini",
    done: "Anda tidak lagi menerima surat jenis ini. Anda dapat mengubahnya di pengaturan.",
    wrong: "Tautan ini tidak berlaku.",
  },
  th: {
    ask: "ไม่ต้องการรับจดหมายประเภทนี้อีกใช่ไหม รายการแจ้งเตือนของคุณยังมีอยู่",
    button: "หยุดจดหมายนี้",
    done: "คุณจะไม่ได้รับจดหมายประเภทนี้อีก เปลี่ยนได้ในการตั้งค่า",
    wrong: "ลิงก์นี้ใช้ไม่ได้",
  },
};

const at = (id) => document.getElementById(id);
const address = `/v1/unsubscriptions/${location.pathname.split("/").pop()}`;
const guess = (navigator.language || "en").slice(0, 2);

async function show(method) {
  const answer = await fetch(address, { method });
  const known = answer.ok ? await answer.json() : { locale: guess };
  const text = words[known.locale] || words.en;
  document.documentElement.lang = known.locale in words ? known.locale : "en";
  const isOver = known.delivery === "never";
  at("words").textContent = answer.ok ? (isOver ? text.done : text.ask) : text.wrong;
  at("about").textContent = known.about || "";
  at("button").textContent = text.button;
  at("stop").hidden = !answer.ok || isOver;
}

at("stop").addEventListener("submit", (event) => {
  event.preventDefault();
  void show("POST");
});
void show("GET");
