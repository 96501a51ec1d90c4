import { type ProblemCatalogue, text } from "../../../kernel/texts";

export const mediaProblems = {
  media_type_unsupported: {
    title: text(
      "This kind of file is not accepted",
      "Jenis berkas ini tidak diterima",
      "ไม่รับไฟล์ชนิดนี้",
    ),
    detail: text(
      "Send a PNG, JPEG, GIF or WebP picture or an MP4 or WebM video. The content of the file decides, not its name.",
      "Kirim gambar PNG, JPEG, GIF, atau WebP, atau video MP4 atau WebM. Isi berkas yang menentukan, bukan namanya.",
      "โปรดส่งภาพ PNG, JPEG, GIF หรือ WebP หรือวิดีโอ MP4 หรือ WebM โดยดูจากเนื้อหาไฟล์ ไม่ใช่ชื่อไฟล์",
    ),
  },
  media_unreadable: {
    title: text("This file is damaged", "Berkas ini rusak", "ไฟล์นี้เสียหาย"),
    detail: text(
      "It begins like a picture or a video and cannot be read to its end. Save it again and send that.",
      "Awalnya seperti gambar atau video, tetapi tidak dapat dibaca sampai akhir. Simpan ulang lalu kirim.",
      "ไฟล์ขึ้นต้นเหมือนภาพหรือวิดีโอ แต่อ่านจนจบไม่ได้ โปรดบันทึกใหม่แล้วส่งอีกครั้ง",
    ),
  },
  media_too_large: {
    title: text("This file is too large", "Berkas ini terlalu besar", "ไฟล์นี้ใหญ่เกินไป"),
    detail: text(
      "Pictures may have {{pictures}} MB, videos {{videos}} MB.",
      "Gambar paling besar {{pictures}} MB, video {{videos}} MB.",
      "ภาพไม่เกิน {{pictures}} MB วิดีโอไม่เกิน {{videos}} MB",
    ),
  },
  picture_too_large: {
    title: text(
      "This picture has too many pixels",
      "Piksel gambar ini terlalu banyak",
      "ภาพนี้มีพิกเซลมากเกินไป",
    ),
    detail: text(
      "At most {{max}} million pixels, over all frames of a picture that moves, and 16,000 on a side.",
      "Paling banyak {{max}} juta piksel, termasuk semua bingkai gambar bergerak, dan 16.000 per sisi.",
      "ไม่เกิน {{max}} ล้านพิกเซล โดยรวมทุกเฟรมของภาพเคลื่อนไหว และด้านละไม่เกิน 16,000",
    ),
  },
  video_has_positions: {
    title: text(
      "This video tells where it was taken",
      "Video ini memuat lokasi perekaman",
      "วิดีโอนี้บอกสถานที่ถ่าย",
    ),
    detail: text(
      "It carries a track of positions. Export it without location data and send that.",
      "Video ini membawa jalur data posisi. Ekspor tanpa data lokasi lalu kirim.",
      "ไฟล์มีแทร็กข้อมูลตำแหน่ง โปรดส่งออกใหม่โดยไม่มีข้อมูลตำแหน่งแล้วส่งอีกครั้ง",
    ),
  },
  media_in_review: {
    title: text(
      "This file is with the brand",
      "Berkas ini sedang di tangan merek",
      "ไฟล์นี้อยู่กับแบรนด์แล้ว",
    ),
    detail: text(
      "What was handed in stays as it is; it can be described anew after a request for changes.",
      "Yang sudah dikirim tetap seperti adanya; keterangannya dapat diubah setelah ada permintaan perubahan.",
      "สิ่งที่ส่งแล้วจะคงเดิม แก้คำอธิบายได้เมื่อแบรนด์ขอให้แก้ไข",
    ),
  },
  media_unknown: {
    title: text("This file is not yours", "Berkas ini bukan milik Anda", "ไฟล์นี้ไม่ใช่ของคุณ"),
    detail: text(
      "Upload the file first and use the id of the answer.",
      "Unggah berkas dahulu dan pakai id dari jawabannya.",
      "โปรดอัปโหลดไฟล์ก่อนแล้วใช้รหัสที่ได้รับ",
    ),
  },
  poster_needs_video: {
    title: text("A picture needs no poster", "Gambar tidak memerlukan sampul", "ภาพไม่ต้องมีภาพปก"),
    detail: text(
      "Only a video can have a picture that stands for it.",
      "Hanya video yang dapat memiliki gambar sampul.",
      "มีเพียงวิดีโอที่ตั้งภาพปกได้",
    ),
  },
  poster_is_no_picture: {
    title: text("A poster is a picture", "Sampul harus berupa gambar", "ภาพปกต้องเป็นภาพ"),
    detail: text(
      "Name a picture that you have uploaded.",
      "Sebutkan gambar yang sudah Anda unggah.",
      "โปรดระบุภาพที่คุณอัปโหลดไว้",
    ),
  },
} as const satisfies ProblemCatalogue;
