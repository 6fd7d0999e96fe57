/** AES-128 decryption (FIPS 197): the platform's own answers with a promise, and a checker decides without waiting. */

const BLOCK = 16
const ROUNDS = 10

/** Multiplies by x in the field of the cipher. */
const doubled = (byte: number) => ((byte << 1) ^ (byte & 0x80 ? 0x11b : 0)) & 0xff

function product(a: number, b: number): number {
  let sum = 0
  for (let power = a, rest = b; rest > 0; power = doubled(power), rest >>= 1) if (rest & 1) sum ^= power
  return sum
}

function inverse(byte: number): number {
  for (let candidate = 1; candidate < 256; candidate++) if (product(byte, candidate) === 1) return candidate
  return 0
}

/** The substitution of the key schedule, and its inverse for the blocks. */
const SUBSTITUTE = Uint8Array.from({ length: 256 }, (_, byte) => {
  const twice = inverse(byte) * 0x101 // two copies side by side: shifting right is rotating
  return twice ^ (twice >> 4) ^ (twice >> 5) ^ (twice >> 6) ^ (twice >> 7) ^ 0x63
})
const RESTORE = Uint8Array.from({ length: 256 }, (_, byte) => SUBSTITUTE.indexOf(byte))

/** The factors of the inverse column mixing, tabulated. */
const times = (factor: number) => Uint8Array.from({ length: 256 }, (_, byte) => product(byte, factor))
const TIMES_14 = times(14)
const TIMES_11 = times(11)
const TIMES_13 = times(13)
const TIMES_9 = times(9)

const at = (bytes: Uint8Array, index: number): number => bytes[index] ?? 0

/** Eleven round keys, one after another. */
function schedule(key: Uint8Array): Uint8Array {
  const keys = new Uint8Array(BLOCK * (ROUNDS + 1))
  keys.set(key)
  for (let i = BLOCK, constant = 1; i < keys.length; i += 4) {
    let word = [at(keys, i - 4), at(keys, i - 3), at(keys, i - 2), at(keys, i - 1)]
    if (i % BLOCK === 0) {
      const [first = 0, ...others] = word
      word = [...others, first].map((byte) => at(SUBSTITUTE, byte))
      word[0] = (word[0] ?? 0) ^ constant
      constant = doubled(constant)
    }
    for (const [j, byte] of word.entries()) keys[i + j] = at(keys, i + j - BLOCK) ^ byte
  }
  return keys
}

function decryptBlock(keys: Uint8Array, block: Uint8Array): Uint8Array {
  let state = whitened(block, keys, ROUNDS)
  for (let round = ROUNDS - 1; round > 0; round--) state = unmixed(whitened(restored(state), keys, round))
  return whitened(restored(state), keys, 0)
}

const whitened = (state: Uint8Array, keys: Uint8Array, round: number) => state.map((byte, i) => byte ^ at(keys, round * BLOCK + i))

/** Row n turned back by n columns, and every byte restored. */
const restored = (state: Uint8Array) => state.map((_, i) => at(RESTORE, at(state, (i - 4 * (i % 4) + BLOCK) % BLOCK)))

const unmixed = (state: Uint8Array) =>
  state.map((_, i) => {
    const column = i - (i % 4)
    const row = (step: number) => at(state, column + ((i + step) % 4))
    return at(TIMES_14, row(0)) ^ at(TIMES_11, row(1)) ^ at(TIMES_13, row(2)) ^ at(TIMES_9, row(3))
  })

/**
 * Decrypts one block after another, each XORed with the ciphertext before it (CBC, zero initial vector, no padding). For a
 * single block that is the same as ECB.
 * @param key 16 bytes
 * @param data a multiple of 16 bytes
 */
export function decrypt(key: Uint8Array, data: Uint8Array): Uint8Array {
  const keys = schedule(key)
  const plain = new Uint8Array(data.length)
  for (let i = 0; i < data.length; i += BLOCK) {
    const block = decryptBlock(keys, data.subarray(i, i + BLOCK))
    plain.set(i === 0 ? block : block.map((byte, j) => byte ^ at(data, i - BLOCK + j)), i)
  }
  return plain
}
