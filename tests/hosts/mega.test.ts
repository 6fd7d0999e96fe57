/** Every number MEGA answers with, in every shape, and the spellings of its links. */
import { describe, expect, it } from 'vitest'
import { denial, isOfOtherKind, Refusal } from '#hosts/mega/codes.ts'
import { parse } from '#hosts/mega/link.ts'
import { NoAnswer, Unrecognised } from '#model/checker.ts'

function reasonOf(said: unknown): string {
  try {
    return denial(Refusal.parse(said)).reason
  } catch (error) {
    if (error instanceof NoAnswer) return error.verdict.reason
    if (error instanceof Unrecognised) return 'unrecognised'
    throw error
  }
}

const CODES: readonly (readonly [string, ...number[]])[] = [
  ['expired', -8],
  ['not-found', -9],
  ['taken-down', -16],
  ['rate-limited', -4, -17, -19, -400],
  ['unrecognised', -1, -3, -6, -7, -13, -14, -15, -18, -22, -23, -24, -25, -26, -27, -28, -29, -30, -401, -12345],
]

describe.each(CODES.flatMap(([reason, ...codes]) => codes.map((code) => ({ code, reason }))))('MEGA error $code', ({ code, reason }) => {
  it(`is ${reason}, as a number and as an object`, () => {
    expect(reasonOf(code)).toBe(reason)
    expect(reasonOf({ err: code })).toBe(reason)
    expect(reasonOf({ err: code, u: 0, l: 0 })).toBe(reason)
  })
})

it.each([-2, -11])('MEGA error %i makes the other kind be asked for, unless the link is known to be down', (code) => {
  expect(isOfOtherKind(Refusal.parse(code))).toBe(true)
  expect(isOfOtherKind(Refusal.parse({ err: code, l: 2 }))).toBe(false)
  expect(reasonOf({ err: code, l: 2 })).toBe('taken-down')
})

it.each([
  ['removed', { err: -9, u: 0, l: 1 }],
  ['removed', { err: -9, u: 12 }],
  ['removed', { err: -9, u: 99 }],
  ['taken-down', { err: -9, u: 2 }],
  ['taken-down', { err: -9, u: 4 }],
  ['taken-down', { err: -9, u: 5 }],
  ['taken-down', { err: -9, u: 6 }],
  ['taken-down', { err: -9, u: 7, l: 1 }],
  ['taken-down', { err: -9, u: 0, l: 2 }],
  ['taken-down', { err: -6, u: 7 }],
  ['taken-down', { err: -6, u: 0, l: 1 }],
  ['unrecognised', { err: -6, u: 'x', l: null }],
])('MEGA says %s by the states in %o', (reason, said) => {
  expect(reasonOf(said)).toBe(reason)
})

const match = (url: string, passcode?: string) => parse(new URL(url), { ...(passcode !== undefined && { passcode }) })

const FOLDER = { kind: 'folder', handle: 'AbCdEf12', key: 'AAECAwQFBgcICQoLDA0ODw' }
const FILE = { kind: 'file', handle: 'XyZ98765', key: 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8' }

it.each([
  'https://mega.nz/folder/AbCdEf12#AAECAwQFBgcICQoLDA0ODw',
  'https://www.mega.nz/folder/AbCdEf12#AAECAwQFBgcICQoLDA0ODw/folder/SubHand1',
  'https://mega.nz/folder/AbCdEf12#AAECAwQFBgcICQoLDA0ODw/file/SubNode1',
  'https://mega.nz/folder/AbCdEf12?utm_source=x#AAECAwQFBgcICQoLDA0ODw',
  'https://mega.io/folder/AbCdEf12#AAECAwQFBgcICQoLDA0ODw).',
  'https://mega.nz/#F!AbCdEf12!AAECAwQFBgcICQoLDA0ODw',
  'https://mega.co.nz/#F!AbCdEf12!AAECAwQFBgcICQoLDA0ODw!SubHand1',
  'https://mega.nz/#F!AbCdEf12!AAECAwQFBgcICQoLDA0ODw?SubNode1',
  'https://mega.nz/#F%21AbCdEf12%21AAECAwQFBgcICQoLDA0ODw。',
])('%s is the share of the folder', (url) => {
  expect(match(url)).toEqual(FOLDER)
})

it.each([
  'https://mega.nz/file/XyZ98765#AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8',
  'https://mega.co.nz/#!XyZ98765!AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8',
  'https://mega.nz/#%21XyZ98765%21AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8)，',
])('%s is the file', (url) => {
  expect(match(url)).toEqual(FILE)
})

it('takes a key that was dropped from the link from the catalogue, and misses it otherwise', () => {
  expect(match('https://mega.nz/folder/AbCdEf12', FOLDER.key)).toEqual(FOLDER)
  expect(match('https://mega.nz/folder/AbCdEf12')).toEqual({ ...FOLDER, key: '' })
})

it.each([
  ['https://mega.nz/folder/AbCdEf12#', FOLDER.key],
  ['https://mega.nz/folder/AbCdEf12#…', FOLDER.key],
  ['https://mega.nz/#F!AbCdEf12!', FOLDER.key],
  ['https://mega.nz/folder/AbCdEf12', ` ${FOLDER.key}`],
  ['https://mega.nz/folder/AbCdEf12', `#${FOLDER.key}`],
  ['https://mega.nz/#F!AbCdEf12', ` !${FOLDER.key} `],
])('%s and the key "%s" beside it', (url, passcode) => {
  expect(match(url, passcode)).toEqual(FOLDER)
})

it('the key of the link goes before the one beside it', () => {
  expect(match(`https://mega.nz/folder/AbCdEf12#${FOLDER.key}`, 'AnotherKeyAnotherKey12')).toEqual(FOLDER)
})
