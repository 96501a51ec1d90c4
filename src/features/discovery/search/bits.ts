/** Sets of places as bits, 32 to a word. */

export type Bits = Uint32Array;

export const wordsFor = (size: number) => (size + 31) >>> 5;

export function hasBit(bits: Bits, at: number): boolean {
  return (((bits[at >>> 5] ?? 0) >>> (at & 31)) & 1) === 1;
}

export function setBit(bits: Bits, at: number): void {
  bits[at >>> 5] = (bits[at >>> 5] ?? 0) | (1 << (at & 31));
}

export function clearBit(bits: Bits, at: number): void {
  bits[at >>> 5] = (bits[at >>> 5] ?? 0) & ~(1 << (at & 31));
}

/** Each of the first `size` places. */
export function allBits(size: number): Bits {
  const bits = new Uint32Array(wordsFor(size)).fill(0xff_ff_ff_ff);
  if (size & 31 && bits.length > 0) bits[bits.length - 1] = (1 << (size & 31)) - 1;
  return bits;
}

/** What of `bits` is in `other`, too; kept in `bits`. */
export function keepOnly(bits: Bits, other: Bits): void {
  for (let word = 0; word < bits.length; word++)
    bits[word] = (bits[word] ?? 0) & (other[word] ?? 0);
}

/** Calls with each place, in order. */
export function eachBit(bits: Bits, visit: (at: number) => void): void {
  for (let word = 0; word < bits.length; word++) {
    let left = bits[word] ?? 0;
    while (left !== 0) {
      const lowest = 31 - Math.clz32(left & -left);
      visit((word << 5) | lowest);
      left &= left - 1;
    }
  }
}

/** How many places are in the set. */
export function countBits(bits: Bits): number {
  let count = 0;
  for (const word of bits) {
    let left = word - ((word >>> 1) & 0x55_55_55_55);
    left = (left & 0x33_33_33_33) + ((left >>> 2) & 0x33_33_33_33);
    count += Math.imul((left + (left >>> 4)) & 0x0f_0f_0f_0f, 0x01_01_01_01) >>> 24;
  }
  return count;
}
