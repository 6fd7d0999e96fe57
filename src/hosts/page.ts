/** What a page says of itself: to its reader, and to the browser. */
import { load } from 'cheerio/slim'
import type { Response } from '#model/http.ts'
import { attributesOf, type OpenTag, type Piece, partition, piecesOf } from './markup.ts'
import { text } from './text.ts'

/** A page as the reader sees it, its menus apart. */
export type Page = {
  readonly pieces: readonly Piece[]
  /** On one line, at most 300 characters; empty when the page has none. */
  readonly title: string
  /** The only `h1`; empty when there is none, or more than one. */
  readonly headline: string
  /** The text a reader came for, without menus, headers and footers; as in the source. */
  readonly prose: string
  /** True when the page is a form that asks for a password, and nothing else. */
  readonly isLoginForm: boolean
  /** True when the page has nothing to read or see before its scripts have run. */
  readonly isShell: boolean
  /** True when the page has no title, nothing to read or see, and no scripts that could change that. */
  readonly isBlank: boolean
}

/** Never shown to a reader. */
const UNSEEN = new Set(['script', 'style', 'template', 'noscript', 'svg', 'title', 'textarea'])
/** Where `hidden` counts: without a closing tag nobody knows where hiding ends. */
const CLOSED = new Set(['div', 'section', 'main', 'article', 'form', 'span', 'ul', 'ol', 'table', 'dialog', 'h1'])
/** Shown on every page of a site. */
const FURNITURE = new Set(['nav', 'header', 'footer', 'aside'])

const isUnseen = ({ name, attributes }: OpenTag) => UNSEEN.has(name) || (CLOSED.has(name) && attributesOf(attributes).has('hidden'))
const isFurniture = ({ name }: OpenTag) => FURNITURE.has(name)
const named =
  (wanted: string) =>
  ({ name }: OpenTag) =>
    name === wanted

/** Reads an answer as a page. */
export function readPage(response: Response): Page {
  const pieces = [...piecesOf(text(response))]
  const [title] = partition(partition(pieces, named('svg')).outside, named('title')).inside
  const visible = partition(pieces, isUnseen).outside
  const [headline, another] = partition(visible, named('h1')).inside
  const body = partition(visible, isFurniture).outside
  const prose = textOf(body)
  const isBare = prose.length <= SHELL_PROSE && !hasTag(body, CONTENT)
  const hasScripts = hasTag(pieces, SCRIPTS)
  return {
    pieces,
    title: title ? heading(title) : '',
    headline: headline && !another ? heading(headline) : '',
    prose,
    isLoginForm: isLoginForm(body),
    isShell: isBare && hasScripts,
    isBlank: isBare && !hasScripts && prose === '' && !title,
  }
}

/** What the page runs and loads, not what it only links to: scripts, and the addresses of frames, images and forms. */
export function machineryOf({ pieces }: Page): string {
  const scripts = partition(pieces, named('script')).inside.map(textOf)
  const addresses = pieces.flatMap((piece) => {
    const attributes = piece.kind === 'open' ? attributesOf(piece.attributes) : undefined
    return [attributes?.get('src') ?? '', attributes?.get('action') ?? '']
  })
  return [...scripts, ...addresses].join('\n')
}

/** What the page tells search engines about itself (schema.org, as JSON-LD). */
export function describedAs({ pieces }: Page): { readonly dataset: boolean; readonly paid: boolean } {
  const data = partition(pieces, (tag) => tag.name === 'script' && tag.attributes.includes('ld+json'))
    .inside.map(textOf)
    .join('\n')
  return {
    dataset: /"@type"\s*:\s*"(?:https?:\/\/schema\.org\/)?Dataset"/.test(data),
    // of a page that is free only in parts both are said
    paid: /"isAccessibleForFree"\s*:\s*"?false/i.test(data) && !/"isAccessibleForFree"\s*:\s*"?true/i.test(data),
  }
}

/** True when some element carries the name a fragment asks for, as browsers and GitHub's renderer match it. */
export function hasAnchor({ pieces }: Page, anchor: string): boolean {
  const wanted = [anchor.toLowerCase(), `user-content-${anchor.toLowerCase()}`]
  const carries = (name: string | undefined) => name !== undefined && wanted.includes(name.toLowerCase())
  return pieces.some((piece) => {
    if (piece.kind !== 'open' || piece.attributes === '') return false
    const attributes = attributesOf(piece.attributes)
    return carries(attributes.get('id')) || (piece.name === 'a' && carries(attributes.get('name')))
  })
}

/** Characters beside a login form that a page which is nothing else may have: a slogan, a note on cookies. */
const BESIDE_LOGIN = 200

function isLoginForm(body: readonly Piece[]): boolean {
  if (!asksPassword(body)) return false
  const forms = partition(body, named('form')).inside.filter(asksPassword)
  return textOf(body).length - forms.reduce((length, form) => length + textOf(form).length, 0) <= BESIDE_LOGIN
}

/** "Loading…", or the name of the site. */
const SHELL_PROSE = 40
const SCRIPTS = new Set(['script'])
const CONTENT = new Set(['a', 'h1', 'iframe', 'frame', 'img', 'object', 'video', 'canvas', 'table', 'form'])

const hasTag = (among: readonly Piece[], names: ReadonlySet<string>) => among.some((piece) => piece.kind === 'open' && names.has(piece.name))

const asksPassword = (pieces: readonly Piece[]) =>
  pieces.some((piece) => piece.kind === 'open' && piece.name === 'input' && attributesOf(piece.attributes).get('type')?.toLowerCase() === 'password')

/** Character references and line breaks as they are written. */
function textOf(pieces: readonly Piece[]): string {
  const texts: string[] = []
  for (const piece of pieces) {
    const words = piece.kind === 'text' ? piece.text.trim() : ''
    if (words !== '') texts.push(words)
  }
  return texts.join(' ')
}

/** On one line, character references resolved, at most 300 characters. */
function heading(pieces: readonly Piece[]): string {
  const source = textOf(pieces).slice(0, 1000).replace(/\s+/g, ' ')
  return (source.includes('&') ? load(source).text() : source).slice(0, 300)
}
