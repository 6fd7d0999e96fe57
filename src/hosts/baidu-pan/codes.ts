/** What the host's numbers mean, door by door: the same number means different things behind different doors. */
import type { Reason } from '#model/verdict.ts'

/** The ways of being gone that the host tells apart. */
export type Gone = Extract<Reason, 'not-found' | 'removed' | 'expired' | 'taken-down'>

/** `shorturlinfo`. Its `shareid` and `uk` are computed from the short id and there for dead shares too: no sign of life. */
export const RECORD = {
  /** A public share. Says nothing about the files. */
  open: 0,
  /** Cancelled or invalid: 15 of 15 were dead when looked at by hand (2026-06). */
  dead: -21,
  /** Malformed or unknown id; whether it also meets once valid links is not known. */
  nonsense: 140,
} as const

/** `share/verify`, except 0: that only says that the code is right, which it also is for deleted shares (measured 2026-06). */
export const VERIFY: ReadonlyMap<number, Reason> = new Map([
  [-9, 'passcode-rejected'],
  [-12, 'passcode-rejected'],
  [-7, 'removed'],
  [-8, 'expired'],
  // Third or fourth code for this link, right or wrong: a captcha is wanted.
  [-62, 'challenged'],
  [-19, 'rate-limited'],
  // Some 200 wrong codes by anybody, or too many by this client: nobody without login may try, perhaps for good.
  [-64, 'refused'],
  [-65, 'refused'],
])

/** `share/verify`: no such link. Mostly a mangled id, so it takes the listing to say so. */
export const VERIFY_NO_LINK = 105

/** `share/list`, except 0. */
export const LIST: ReadonlyMap<number, Reason> = new Map([
  [-7, 'removed'],
  [-8, 'expired'],
  [-21, 'removed'],
  [105, 'not-found'],
  [115, 'taken-down'],
  [117, 'expired'],
  [145, 'expired'],
  [-19, 'challenged'],
  [-62, 'challenged'],
  [8001, 'challenged'],
  [132, 'login-required'],
  [-6, 'login-required'],
  [9013, 'login-required'],
  [9019, 'login-required'],
])

/** `share/wxlist`, `errno`: this door is closed to us at times, whatever the share. */
export const WXLIST: ReadonlyMap<number, Reason> = new Map([
  [8001, 'challenged'],
  [9013, 'refused'],
  [9019, 'refused'],
])

/** `share/wxlist`, `errtype`: the code is wrong or missing; two spellings of different years. */
export const WXLIST_CODE: ReadonlySet<string> = new Set(['mispwd-9', 'mispw_9'])

/** `share/wxlist`, `errtype`: gone when another door agrees; each names a file or a folder. */
export const WXLIST_HINTS: ReadonlySet<string> = new Set(['mis_105', 'mis_2', 'mis_4'])

/** `share/wxlist`, `errtype`: no such link, or a wrong code. Of a share that is known to be locked it says neither. */
export const WXLIST_HINT_OR_CODE = '5'

/** `share/wxlist`: gone on its own word, by `errtype`, or by `errno` and `errtype`: a type of 0 means nothing with any other number. */
export const WXLIST_GONE: ReadonlyMap<string, Gone> = new Map([
  ['2 0', 'removed'],
  ['1', 'removed'],
  ['3', 'taken-down'],
  ['10', 'expired'],
])

/** `errortype` of pages and of `/wap/error`. `unclear`: may pass, or may be undone by the sharer. */
export const ERROR_TYPES: ReadonlyMap<string, Gone | 'login-required' | 'unclear'> = new Map([
  ['-1', 'not-found'],
  ['0', 'removed'],
  ['1', 'removed'],
  ['2', 'unclear'], // not accessible for now
  ['3', 'taken-down'],
  ['5', 'not-found'],
  ['10', 'expired'],
  ['11', 'expired'], // visited too often
  ['12', 'unclear'], // contains a backup folder
  ['15', 'unclear'], // the service is being upgraded
  ['17', 'login-required'],
  ['123', 'unclear'], // too many visitors; the sharer can share again
  ['124', 'unclear'], // frozen; the sharer can thaw it
])
