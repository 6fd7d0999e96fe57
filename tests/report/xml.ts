/** Whether a text is well-formed XML 1.0, as far as our writers go: tags that match, quoted attributes, allowed characters. */

const NAME = '[A-Za-z][\\w:-]*'
const REFERENCE = '&(?:amp|lt|gt|quot|#39);'
const ATTRIBUTE = `\\s${NAME}="(?:[^<&"]|${REFERENCE})*"`
const ATTRIBUTE_NAME = new RegExp(`\\s(${NAME})="[^"]*"`, 'g')
const PIECE = new RegExp(`<(/?)(${NAME})((?:${ATTRIBUTE})*)(/?)>|((?:[^<&]|${REFERENCE})+)`, 'uy')
const FORBIDDEN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u

/** Undefined when it is; else what is wrong, and where. */
export function wellFormed(text: string): string | undefined {
  const strange = FORBIDDEN.exec(text)
  if (strange !== null) return `a forbidden character at ${strange.index}`
  const declaration = /^<\?xml version="1\.0" encoding="utf-8"\?>\n/i.exec(text)
  if (declaration === null) return 'no declaration'
  const open: string[] = []
  PIECE.lastIndex = declaration[0].length
  let end = PIECE.lastIndex
  for (let piece = PIECE.exec(text); piece !== null; piece = PIECE.exec(text)) {
    const [, closing, name, attributes = '', empty] = piece
    end = PIECE.lastIndex
    if (name === undefined) continue
    const names = [...attributes.matchAll(ATTRIBUTE_NAME)].map(([, one]) => one)
    if (new Set(names).size < names.length) return `an attribute twice in <${name}>`
    if (closing === '/') {
      if (open.pop() !== name) return `</${name}> closes nothing`
    } else if (empty !== '/') open.push(name)
    if (open.length === 0 && text.slice(end).trim() === '') return undefined
  }
  return `no XML at ${end}: ${text.slice(end, end + 40)}`
}
