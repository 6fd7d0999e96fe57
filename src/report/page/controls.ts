/** What a reader of the page can set: language, colours, filters, order. The script shows it; without one there is nothing to set. */
import { plain } from '#report/escape.ts'
import { type Html, html } from '#report/html.ts'
import type { Row, State } from '#report/rows.ts'
import type { View } from '#report/view.ts'
import type { Lang } from '#report/words.ts'
import { type Key, marked, type Say, type Speech } from './phrases.ts'

const NAMES: Readonly<Record<Lang, string>> = { en: 'English', 'zh-CN': '中文' }

export const settings = (lang: Lang, { say, text }: Speech): Html => html`<form class="settings" hidden>
<label>${say('page.language')} <select name="lang">${Object.entries(NAMES).map(
  ([code, name]) => html`<option value="${code}" lang="${code}"${code === lang && html` selected`}>${name}`,
)}</select></label>
<label>${say('page.theme')} <select name="theme">${(['system', 'light', 'dark'] as const).map((theme) => option(theme, text, `page.${theme}`))}</select></label>
</form>`

/** Options hold text alone, so the option itself is what is translated. */
const option = (value: string, text: Speech['text'], key: Key) => html`<option value="${value}" data-t="${marked(key)}">${text(key)}`

const ORDER: readonly State[] = ['gone', 'invalid', 'unreachable', 'blocked', 'unknown', 'restricted', 'alive', 'paused', 'unchecked']

/** Concerns and states that the page has, the groups and hosts, and a text that is looked for everywhere. */
export function filters({ groups, hosts }: View, all: readonly Row[], { say, text }: Speech): Html {
  const concerns = (['broken', 'suspected'] as const).filter((one) => all.some(({ concern }) => concern === one))
  const states = ORDER.filter((one) => all.some(({ state }) => state === one))
  const boxes = [
    ...concerns.map((one) => box(one, say(`page.${one}`))),
    ...states.map((one) => box(one, one === 'paused' || one === 'unchecked' ? say(one) : say(one))),
  ]
  const hint = html`placeholder="${text('page.hint')}" data-p="page.hint"`
  return html`<form id="filters" role="search" hidden>
<label>${say('page.search')} <input type="search" name="q" ${hint}></label>
<label>${say('column.host')} <select name="host">${option('', text, 'page.allHosts')}${hosts.map(
    ({ id, title }) => html`<option value="${id}">${plain(title)}`,
  )}</select></label>
<label>${say('page.group')} <select name="group">${option('', text, 'page.allGroups')}${groups.map(({ name }) => html`<option value="${name}">${plain(name)}`)}</select></label>
<fieldset><legend>${say('column.status')}</legend>${boxes}</fieldset>
<button type="button" id="clear">${say('page.reset')}</button>
<output id="shown" role="status"></output>
</form>`
}

const box = (state: State | NonNullable<Row['concern']>, word: Html) =>
  html`<label class="${state}"><input type="checkbox" name="status" value="${state}"> ${word}</label>\n`

/** The heads are buttons once there is a script to sort with. */
export function tableHead(say: Say): Html {
  const heads = { dataset: say('column.dataset'), host: say('column.host'), status: say('column.status'), since: say('page.since') }
  const sortable = Object.entries(heads).map(([by, head]) => html`<th scope="col"><button type="button" value="${by}" disabled>${head}</button>`)
  return html`<thead><tr>${sortable}<th scope="col">${say('page.nights')}</thead>`
}
