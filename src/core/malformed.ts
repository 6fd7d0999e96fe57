/** What is wrong with a link as a piece of text, before anybody is asked: the host decides nothing about these. */
import type { InvalidReason } from '#model/checker.ts'

export type Malformed = {
  readonly invalid: Extract<InvalidReason, 'malformed-url' | 'incomplete-url' | 'unsupported-scheme'>
  readonly detail: string
}

const malformed = (detail: string): Malformed => ({ invalid: 'malformed-url', detail })

/** `https;//`, `http//`, `hxxps://`, `htps://`, `ttp://`: what is left of a web scheme after a slip. */
const SLIPPED_SCHEME = /^(?:https?(?:[;；：]\/*|\/\/|:\/\/\/)|(?!https?:)(?:h[tx]{0,3}ps?|htt+ps?|ttps?):\/\/)/i

const WEB_SCHEME = /^https?:/i

const SCHEME = /^([a-z][a-z0-9+-]*):/i

/** A second URL that begins right after a word; after `/`, `=`, `?`, `&`, `#` or `:` it is an argument (archives, proxies). */
const GLUED = /[^/=?&#:]https?:\/\//i

const LONGEST_LABEL = 63

/**
 * The URL a link is, or what is wrong with it. Browsers repair some of these silently; a catalogue should not rely on that.
 * Letters beyond ASCII, spaces in the path and final punctuation may be meant, and are left to the host.
 */
export function parseLink(link: string): URL | Malformed {
  const written = link.trim()
  if (written === '') return malformed('the link is empty')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: URL parsers drop tabs and line breaks silently, which joins two halves
  if (/[\u0000-\u001f\u007f]/.test(written)) return malformed('a line break or control character in the middle')
  const slip = SLIPPED_SCHEME.exec(written)?.[0]
  if (slip !== undefined) return malformed(`"${slip}" is a misspelt https://`)
  if (!WEB_SCHEME.test(written)) {
    const scheme = SCHEME.exec(written)?.[1]
    const port = /^[\w-]+:\d+(\/|$)/.test(written)
    if (scheme === undefined || port) return malformed('no scheme: https:// is missing')
    return { invalid: 'unsupported-scheme', detail: `${scheme.toLowerCase()}: is not spoken here` }
  }
  if (GLUED.test(written)) return malformed('two URLs glued together')
  if (/(?:…|\.{3})$/.test(written)) return { invalid: 'incomplete-url', detail: 'ends in an ellipsis: cut off when it was copied' }
  if (!URL.canParse(written)) return malformed('no URL by any reading')
  const url = new URL(written)
  const wrong = wrongHost(url.hostname)
  return wrong === undefined ? url : malformed(wrong)
}

/** A name without a dot is what remains of a longer one; it resolves nowhere, or worse, inside the network of whoever asks. */
function wrongHost(hostname: string): string | undefined {
  if (hostname.startsWith('[')) return undefined
  const labels = hostname.replace(/\.$/, '').split('.')
  if (labels.length === 1 && labels[0] !== 'localhost') return `"${hostname}" is no complete host name`
  if (labels.some((label) => label === '')) return `"${hostname}" has an empty part`
  if (labels.some((label) => label.length > LONGEST_LABEL)) return `a part of the host name is longer than ${LONGEST_LABEL} characters`
  return undefined
}
