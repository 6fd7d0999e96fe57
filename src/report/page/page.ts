/** `reports/index.html`: the whole report as one page that needs nothing else, from disk or from a web server. */
import type { Pace } from '#model/checker.ts'
import { STATUSES } from '#model/verdict.ts'
import { plain } from '#report/escape.ts'
import { Html, html } from '#report/html.ts'
import type { Nights } from '#report/nights.ts'
import { rows } from '#report/rows.ts'
import type { View } from '#report/view.ts'
import type { Lang } from '#report/words.ts'
import { filters, settings, tableHead } from './controls.ts'
import { hostSection } from './hosts.ts'
import { island, LANGS, type Phrases, phrases, type Say, speech } from './phrases.ts'
import { shared, windowRule } from './pictures.ts'
import { type Setting, tableRow } from './row.ts'
import { newestOf, summary } from './summary.ts'

export type PageOptions = {
  /** The language the page opens in; it can be changed there. */
  readonly lang: Lang
  /** Pace by host id. */
  readonly paces: ReadonlyMap<string, Pace>
  /** Nights from one question about a link to the next, where the evidence is strong. */
  readonly recheck: number
  /** The texts of `style.css` and `client.js`. */
  readonly assets: { readonly style: string; readonly script: string }
  /** SHA-256 in base64, by which the page names the only style and script that may run. */
  readonly sha256: (text: string) => string
}

/** Rows that a browser still opens, sorts and filters without delay; those that need somebody come first. */
const MOST_ROWS = 10_000

/** Between two nights without news three lines differ: when the run was, and twice which nights the strips show. */
export function page(view: View, nights: Nights, { lang, paces, recheck, assets, sha256 }: PageOptions): string {
  const dictionary = Object.fromEntries(LANGS.map((one) => [one, phrases(view, newestOf(view), one)])) as Record<Lang, Phrases>
  const setting: Setting = { ...speech(dictionary[lang]), nights, groups: new Map(view.groups.map(({ name }, i) => [name, i])) }
  return html`<!doctype html>
<html lang="${lang}">
${head(view.title, [assets.style, windowRule(nights)], assets.script, sha256)}
${body(view, { lang, paces, recheck }, setting)}
${shared(nights)}
${island(dictionary, setting.spoken)}
<script type="module">${new Html(assets.script)}</script>
</body>
</html>
`.text
}

function head(title: string, styles: readonly string[], script: string, sha256: PageOptions['sha256']): Html {
  return html`<head>
<meta charset="utf-8">
${policy(styles, script, sha256)}
<meta name="viewport" content="width=device-width">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="nofollow">
<title>${plain(title)}</title>
<link rel="icon" href="${ICON}">
<link rel="alternate" type="application/atom+xml" href="feed.xml">
${styles.map((style) => html`<style>${new Html(style)}</style>\n`)}</head>`
}

function body(view: View, { lang, paces, recheck }: Pick<PageOptions, 'lang' | 'paces' | 'recheck'>, setting: Setting): Html {
  const { say } = setting
  const all = rows(view)
  return html`<body>
<a class="skip" href="#links">${say('page.skip')}</a>
<header>
<h1>${plain(view.title)}</h1>
${settings(lang, setting)}
${summary(view, all, setting)}
</header>
<main>
<h2 id="links" tabindex="-1">${say('page.links')}</h2>
${filters(view, all, setting)}
<table>
${tableHead(say)}
${all.slice(0, MOST_ROWS).map((row) => tableRow(row, setting))}</table>
${all.length > MOST_ROWS && html`<p>${say('page.more', all.length - MOST_ROWS)}`}
${pictureKey(say)}${recheck > 1 && html`\n<p>${say('recheck', recheck)}`}
${linkless(view, say)}
<h2>${say('section.hosts')}</h2>
<p>${say('about.hosts')}
${[...view.hosts].sort((a, b) => Number(a.trusted) - Number(b.trusted)).map((host) => hostSection(host, all, paces.get(host.id), setting))}
<h2>${say('section.legend')}</h2>
<dl class="legend">${STATUSES.map((status) => html`<dt class="${status}">${say(status)}<dd>${say(`meaning.${status}`)}`)}</dl>
</main>
<footer><p>${say('page.machine')} ${FILES.map((file) => html`<a href="${file}">${file}</a> `)}</footer>`
}

const FILES = ['status.json', 'history.ndjson', 'feed.xml', 'badge.json', 'schema.json']

const ICON =
  "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'><path d='M2 9l4 4L14 3' fill='none' stroke='%23178a4c' stroke-width='3'/></svg>"

/** Nothing is loaded from anywhere, and only what this program wrote runs. */
function policy(styles: readonly string[], script: string, sha256: PageOptions['sha256']): Html {
  const source = (text: string) => `'sha256-${sha256(text)}'`
  const rules = [
    `default-src 'none'`,
    `style-src ${styles.map(source).join(' ')}`,
    `script-src ${source(script)}`,
    `img-src data:`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ]
  return html`<meta http-equiv="Content-Security-Policy" content="${new Html(rules.join('; '))}">`
}

const pictureKey = (say: Say) =>
  html`<p class="key"><i class="swatch missed"></i> ${say('page.noRun')} <i class="swatch"></i> ${say('page.unseen')}</p>`

function linkless({ linkless }: View, say: Say): Html | false {
  if (linkless.length === 0) return false
  const items = linkless.map(
    ({ name, group, position: { file, line } }) => html`<li>${plain(name)} · ${plain(group)} <code>${plain(`${file}:${line}`)}</code>`,
  )
  return html`<h2>${say('section.linkless')}</h2><ul>${items}</ul>`
}
