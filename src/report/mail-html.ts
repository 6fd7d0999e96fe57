/** The HTML of a mail: tables and inline styles, as mail programs want them; nothing is loaded from anywhere. */
import type { Status } from '#model/verdict.ts'
import { GLYPHS } from './glyphs.ts'
import { Html, html } from './html.ts'
import type { Entry, Medium } from './mail-entry.ts'
import { inert, shownUrl } from './mail-inert.ts'
import { letter, type Section, type Telling } from './mail-letter.ts'
import { type Lang, wordsIn } from './words.ts'

/** For dark mode, which only a style sheet can ask about. All colours have a contrast of at least 4.5 to 1. */
const DARK = [
  '.page{background:#0d1117!important}',
  '.card{background:#161b22!important;color:#e6edf3!important}',
  '.card td{border-color:#30363d!important}',
  '.card a{color:#79b8ff!important}',
  '.bad{color:#ff7b72!important}',
  '.good{color:#56d364!important}',
  '.odd{color:#e3b341!important}',
].join('')

const FONT = '15px/1.5 -apple-system,Segoe UI,Roboto,PingFang SC,Microsoft YaHei,Noto Sans CJK SC,sans-serif'

const TONES: Readonly<Record<Status, Html>> = {
  alive: html`class="good" style="color:#1a7f37"`,
  restricted: html`class="odd" style="color:#7d4e00"`,
  gone: html`class="bad" style="color:#b42318"`,
  invalid: html`class="bad" style="color:#b42318"`,
  unreachable: html`class="bad" style="color:#b42318"`,
  blocked: html`class="odd" style="color:#7d4e00"`,
  unknown: html`class="odd" style="color:#7d4e00"`,
}

const MEDIUM: Medium = {
  text: (words) => html`${inert(words)}`.toString(),
  url: (url) => anchor(url).toString(),
  status: (status, word) => html`<b ${TONES[status]}>${GLYPHS[status]} ${word}</b>`.toString(),
}

function anchor(url: string): Html {
  const shown = shownUrl(url)
  if (shown === undefined) return html`<span style="word-break:break-all">${inert(url)}</span>`
  return html`<a href="${shown}" style="color:#0550ae;word-break:break-all">${shown}</a>`
}

export function mailHtml(telling: Telling, subject: string, lang: Lang): string {
  const { lead, sections, closing } = letter(telling, wordsIn(lang), MEDIUM)
  const card = `max-width:640px;background:#ffffff;color:#1f2328;text-align:left;font:${FONT};overflow-wrap:anywhere`
  return html`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${subject}</title>
<style>:root{color-scheme:light dark;supported-color-schemes:light dark}@media (prefers-color-scheme:dark){${new Html(DARK)}}</style>
</head>
<body class="page" bgcolor="#f6f8fa" style="margin:0;background:#f6f8fa">
<table class="page" role="presentation" width="100%" cellpadding="0" cellspacing="0" bgcolor="#f6f8fa" style="background:#f6f8fa"><tr><td align="center">
<table class="card" role="presentation" width="100%" cellpadding="0" cellspacing="0" bgcolor="#ffffff" style="${card}">
<tr><td style="padding:20px 16px 4px"><h1 style="margin:0;font-size:18px">${new Html(lead)}</h1></td></tr>
${sections.map(section)}<tr><td style="padding:16px;border-top:2px solid #8c959f;font-size:13px">${lines(closing)}</td></tr>
</table>
</td></tr></table>
</body>
</html>
`.toString()
}

function section({ title, about, entries }: Section): Html {
  const head = html`<h2 style="margin:0;font-size:17px">${title}</h2>${about}`
  return html`<tr><td style="padding:16px 16px 4px">${head}</td></tr>
${entries.map(entry)}`
}

const entry = ({ title, lines: told, items }: Entry): Html =>
  html`<tr><td style="padding:8px 16px;border-top:1px solid #d0d7de"><b>${new Html(title)}</b><br>${lines(told)}${list(items)}</td></tr>
`

const list = (items: Entry['items']): Html | undefined =>
  items.length === 0 ? undefined : html`<ul style="margin:4px 0;padding-left:20px">${items.map((item) => html`<li>${lines(item)}</li>`)}</ul>`

/** Lines of text that is escaped already. */
const lines = (told: readonly string[]): Html => new Html(told.join('<br>'))
