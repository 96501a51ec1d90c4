/** Law and risk, for finance only: a creator is never told these reasons. */
import { type Text, text } from "../../../kernel/texts";

export const complianceErrorTexts = {
  REGULATORY_BLOCKED: text(
    "PayPal blocked the payment under the law. Do not pay again before compliance has decided.",
    "PayPal memblokir pembayaran ini karena aturan hukum. Jangan bayar lagi sebelum bagian kepatuhan memutuskan.",
    "PayPal ระงับรายการนี้ตามกฎหมาย อย่าจ่ายซ้ำจนกว่าฝ่ายกำกับจะตัดสิน",
  ),
  REGULATORY_PENDING: text(
    "PayPal checks the payment under the law. Wait; it may ask us for papers.",
    "PayPal memeriksa pembayaran ini menurut hukum. Tunggu; dokumen mungkin diminta.",
    "PayPal กำลังตรวจรายการนี้ตามกฎหมาย โปรดรอ อาจมีการขอเอกสาร",
  ),
  RISK_DECLINE: text(
    "PayPal finds the payment too risky. Do not pay again before compliance has decided.",
    "PayPal menilai pembayaran ini terlalu berisiko. Jangan bayar lagi sebelum bagian kepatuhan memutuskan.",
    "PayPal เห็นว่ารายการนี้เสี่ยงเกินไป อย่าจ่ายซ้ำจนกว่าฝ่ายกำกับจะตัดสิน",
  ),
  CURRENCY_COMPLIANCE: text(
    "The rules of this currency forbid the payment. Let compliance decide.",
    "Aturan mata uang ini melarang pembayaran tersebut. Biarkan bagian kepatuhan memutuskan.",
    "กฎของสกุลเงินนี้ห้ามรายการนี้ โปรดให้ฝ่ายกำกับตัดสิน",
  ),
  CLOSED_MARKET: text(
    "PayPal does not pay into this market. Let compliance decide whether another way is allowed.",
    "PayPal tidak membayar ke pasar ini. Biarkan bagian kepatuhan memutuskan apakah cara lain diizinkan.",
    "PayPal ไม่จ่ายเข้าตลาดนี้ โปรดให้ฝ่ายกำกับตัดสินว่าใช้วิธีอื่นได้หรือไม่",
  ),
  RECEIVER_COUNTRY_NOT_ALLOWED: text(
    "PayPal may not pay to the receiver's country. Let compliance decide.",
    "PayPal tidak boleh membayar ke negara penerima. Biarkan bagian kepatuhan memutuskan.",
    "PayPal จ่ายไปยังประเทศของผู้รับไม่ได้ โปรดให้ฝ่ายกำกับตัดสิน",
  ),
  RECEIVER_STATE_RESTRICTED: text(
    "PayPal may not pay to the receiver's state or region. Let compliance decide.",
    "PayPal tidak boleh membayar ke wilayah penerima. Biarkan bagian kepatuhan memutuskan.",
    "PayPal จ่ายไปยังพื้นที่ของผู้รับไม่ได้ โปรดให้ฝ่ายกำกับตัดสิน",
  ),
  USER_COUNTRY_NOT_ALLOWED: text(
    "A country of this payment is not allowed. Let compliance decide.",
    "Salah satu negara dalam pembayaran ini tidak diizinkan. Biarkan bagian kepatuhan memutuskan.",
    "ประเทศที่เกี่ยวข้องกับรายการนี้ไม่ได้รับอนุญาต โปรดให้ฝ่ายกำกับตัดสิน",
  ),
  TRANSACTION_DECLINED_BY_TRAVEL_RULE: text(
    "PayPal lacks facts about sender or receiver that the law asks for. Let compliance decide.",
    "PayPal kekurangan data pengirim atau penerima yang diwajibkan hukum. Biarkan bagian kepatuhan memutuskan.",
    "PayPal ขาดข้อมูลผู้ส่งหรือผู้รับที่กฎหมายกำหนด โปรดให้ฝ่ายกำกับตัดสิน",
  ),
  /** Every error whose name begins with GAMER_ or GAMING_. */
  GAMING: text(
    "PayPal's rules for games and betting forbid the payment. Let compliance decide.",
    "Aturan PayPal untuk permainan dan taruhan melarang pembayaran ini. Biarkan bagian kepatuhan memutuskan.",
    "กฎของ PayPal เรื่องเกมและการพนันห้ามรายการนี้ โปรดให้ฝ่ายกำกับตัดสิน",
  ),
} as const satisfies Readonly<Record<string, Text>>;
