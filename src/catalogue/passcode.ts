/** Extraction codes written beside a link: `提取码: abcd`, `密码：abcd`, `pwd=abcd`, `(code: abcd)`. */
import { isMention, type Mention, type Pieces } from './page.ts'

/** The label of a code; in English texts a colon must follow it, in Chinese ones none need. The code of an archive (解压密码) opens no link. */
const LABEL =
  '(?:(?:提取码|提取密码|访问码|访问密码|(?<!解压|压缩包|文件)密码|口令)\\s*[为是]?\\s*[:：=]?|\\b(?:(?:extraction|access|fetch|sharing)\\s*code|pass(?:word|code|wd)|pwd|pw)\\s*(?:[:：=]|is\\s))'

/** The code may be set off by quotes, backticks or brackets. */
const CODE = new RegExp(`${LABEL}\\s*[\`*"'“‘（([【]{0,4}([a-z0-9]{2,12})(?![a-z0-9])`, 'i')

/** "Code" alone often means the program: it must be a short word in brackets or behind a colon. */
const SHORT_CODE = /(?:^|[\s(（,，;；|])code\s*[:：]\s*([a-z0-9]{4})(?![a-z0-9])/i

/** Hosts at which a short word after "code" is one that opens a share. */
const DRIVE = /^https?:\/\/[^/]*(?:pan|yun|drive|disk|cloud|share|lanzou)[^/]*\//i

const WITHIN = /[?&](?:pwd|password|passcode|access_?code)=\w/i

/** The code that a text gives. */
export const codeIn = (text: string): string | undefined => CODE.exec(text)?.[1]

/** The text without its codes and what announces them. */
export const withoutCode = (text: string): string => text.replace(CODE, ' ').replace(SHORT_CODE, ' ')

/** True when the URL carries its code itself. */
export const hasCode = (url: string): boolean => WITHIN.test(url)

/**
 * The codes of the links in a text. A code belongs to the link before it; one that comes before every link, to the first of them.
 */
export function codesIn(pieces: Pieces): ReadonlyMap<Mention, string> {
  const codes = new Map<Mention, string>()
  let before: Mention | undefined
  let text = ''
  let ahead: string | undefined
  const settle = () => {
    const code = codeIn(text) ?? (before && DRIVE.test(before.url) ? SHORT_CODE.exec(text)?.[1] : undefined)
    if (code !== undefined && before !== undefined) codes.set(before, code)
    else ahead ??= code
    text = ''
  }
  let first: Mention | undefined
  for (const piece of pieces) {
    if (!isMention(piece)) {
      text += piece
      continue
    }
    if (piece.skip !== undefined) continue
    settle()
    before = piece
    first ??= piece
  }
  settle()
  if (ahead !== undefined && first !== undefined && !codes.has(first)) codes.set(first, ahead)
  return codes
}
