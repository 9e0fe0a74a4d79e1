let last = 0;
let count = 0;

/**
 * A UUID of version 7 (RFC 9562): chosen here, so that sending again is the same message. Each is greater than the one before, also within
 * a millisecond, so that what is kept under them stays in order.
 */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const now = Date.now();
  if (now > last) [last, count] = [now, bytes[6]! & 0x07]; // leaves room to count up within the millisecond
  else if (++count > 0xfff) [last, count] = [last + 1, 0];
  let time = last;
  for (let i = 5; i >= 0; i--, time = Math.floor(time / 256)) bytes[i] = time % 256;
  bytes[6] = 0x70 | (count >> 8);
  bytes[7] = count & 0xff;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
