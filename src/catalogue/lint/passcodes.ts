/** Codes that open no share: each drive hands out codes of one length. */
import type { Finding } from '#catalogue/finding.ts'
import type { Link } from '#model/registry.ts'

const FOUR = /^[a-z0-9]{4}$/i

/** What a code can be, by checker id. Quark, 115, 123pan and Tianyi give four letters or digits as Baidu does; elsewhere owners choose. */
const SHAPES: ReadonlyMap<string, RegExp> = new Map([
  ['baidu-pan', FOUR],
  ['quark', FOUR],
  ['115', FOUR],
  ['123pan', FOUR],
  ['tianyi-cloud', FOUR],
])

const OTHER = /^[a-z0-9]{1,12}$/i

/** The code beside the link, or the one in it. */
export function impossibleCode(
  { url, passcode }: Link,
  host: string,
): (Pick<Finding, 'message'> & { readonly rule: 'impossible-passcode' }) | undefined {
  const shape = SHAPES.get(host)
  const code = passcode ?? (shape && /[?&](?:pwd|password)=([^&#]*)/i.exec(url)?.[1])
  if (code === undefined || (shape ?? OTHER).test(code)) return undefined
  return { rule: 'impossible-passcode', message: `"${code}" cannot be a code${shape ? ': it has four letters or digits there' : ''}` }
}
