/** Frequent short words by language, in folded spelling. A word of two languages counts for both. */
const wordsByLanguage: Readonly<Record<string, string>> = {
  en: `the and you that this with for are was have has had not but they what when who will would can could should my your
    our their his her its it's i'm i've don't didn't can't is it of to in on at as be by from or so we he she if then there
    here just like about out up all one two every very more most some than been being into over only even still because how
    why where which while me us them these those did does do got get make made new first best love week day morning today
    finally never ever really honestly i a an no yes`,
  id: `yang dan di ke dari ini itu untuk dengan tidak ada saya aku kamu kita kami mereka dia akan sudah belum bisa juga
    atau karena jadi pada oleh dalam lebih sangat banget bgt sekali saja aja lagi nih sih dong kok deh yuk ya yg dgn utk gak
    ga nggak enggak gue gua lo lu kalian buat pakai pake udah udh sama tapi kalau kalo seperti kayak biar bikin banyak semua
    setiap hari pagi malam minggu bulan tahun rumah anak makan suka coba cek beli dapat bagus enak wangi lembut ringan murah
    harga warna kulit wajah hasilnya rasanya produk produknya langsung sampai cuma hanya paling bukan tanpa adalah para
    selama setelah sebelum sejak masih pernah harus mau ingin punya punyaku aku's gitu gini banyak satu dua tiga empat lima
    halo hai teman temanku video kali baru bareng mulai terima kasih makasih akhirnya ternyata apa siapa mana kapan kenapa
    gimana ku mu nya kan pas muat nyaman cocok kerja`,
  de: `der die das und ist ich nicht ein eine einen mit fur auf von dem den des im zu sich auch wir ihr mich mir mein meine
    euch heute sehr aber oder wie was wenn noch schon nur so bei nach aus sind habe hat wird kann immer wieder mehr hier ganz`,
  fr: `le la les et est je pas un une des du de dans pour avec sur mon ma mes vous nous tu il elle que qui ce cette ces au
    aux en plus tres mais ou comme tout aujourd'hui c'est j'ai bien aussi fait sont etre depuis chez sans`,
  es: `el la los las y es yo no un una de del en para con por mi mis que se lo su al como mas pero muy este esta hoy todo
    cuando tambien ya desde porque sin sobre nos os hay fue soy estoy tengo me te`,
  it: `il lo la i gli le e sono io non un una di del della in per con mi mio mia che si questo questa oggi piu ma molto come
    anche ho ha da al alla dal nel nella ci vi tutto quando perche senza sempre ogni`,
  nl: `de het een en is ik niet van op met voor mijn je jij wij we dat dit die deze er aan bij naar om te zijn was heb heeft
    wordt kan ook maar of als nog al heel vandaag zo uit over altijd meer onze jullie`,
};

/** Word → the languages that use it. */
export const languageWords: ReadonlyMap<string, readonly string[]> = (() => {
  const table = new Map<string, string[]>();
  for (const [language, list] of Object.entries(wordsByLanguage)) {
    for (const word of new Set(list.split(/\s+/))) {
      table.set(word, [...(table.get(word) ?? []), language]);
    }
  }
  return table;
})();
