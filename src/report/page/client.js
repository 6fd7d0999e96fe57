/** Makes the page answer: filters, order and language, kept in the address so that a view can be sent to somebody; and colours. */

/** @type {Record<string, Record<string, string>>} The phrases by language and key. */
const phrases = JSON.parse(one('#phrases').textContent)
const root = document.documentElement
const written = root.lang
const filters = /** @type {HTMLFormElement} */ (one('#filters'))
const settings = /** @type {HTMLFormElement} */ (one('.settings'))
const table = /** @type {HTMLTableElement} */ (one('table'))
const heads = /** @type {HTMLButtonElement[]} */ ([...table.querySelectorAll('thead button')])
const groups = [...control(filters, 'group').options].slice(1).map((option) => option.value)
const rows = [...table.tBodies].map((body, place) => ({ body, place, text: '' }))

/** What to sort by, with a minus for the other way round; empty for the order of the report. */
let sort = ''

/** @param {string} selector @returns {HTMLElement} */
function one(selector) {
  const found = document.querySelector(selector)
  if (found instanceof HTMLElement) return found
  throw new Error(`there is no ${selector}`)
}

/** @param {HTMLFormElement} form @param {string} name */
function control(form, name) {
  return /** @type {HTMLSelectElement} */ (form.elements.namedItem(name))
}

/** @param {string} phrase The key and its arguments, as `data-t` has them. */
function said(phrase) {
  const [key = '', ...args] = phrase.split(' ')
  const words = phrases[root.lang] ?? {}
  return (words[key] ?? '').replace(/\{(\d)\}/g, (_, n) => {
    const arg = args[Number(n)] ?? ''
    return arg.startsWith(':') ? (words[arg.slice(1)] ?? '') : decodeURIComponent(arg)
  })
}

function translate() {
  for (const element of document.querySelectorAll('[data-t]')) element.textContent = said(element.getAttribute('data-t') ?? '')
  for (const element of document.querySelectorAll('[data-l]')) element.setAttribute('aria-label', said(element.getAttribute('data-l') ?? ''))
  for (const element of document.querySelectorAll('[data-p]')) element.setAttribute('placeholder', said(element.getAttribute('data-p') ?? ''))
  for (const row of rows) row.text = ''
  tellAge()
}

function tellAge() {
  const hours = (Date.now() - Date.parse(one('#run').dataset.at ?? '')) / 3_600_000
  const relative = new Intl.RelativeTimeFormat(root.lang, { numeric: 'auto' })
  one('#ago').textContent = hours < 48 ? relative.format(-Math.round(hours), 'hour') : relative.format(-Math.floor(hours / 24), 'day')
  one('#stale').hidden = hours <= 48
  one('#stale').textContent = said(`page.stale ${Math.floor(hours / 24)}`)
}

/** Hides what is not asked for, and says how much is left. */
function filter() {
  const asked = new FormData(filters)
  const statuses = asked.getAll('status').map(String)
  const host = asked.get('host')
  const group = String(groups.indexOf(String(asked.get('group'))))
  const words = String(asked.get('q')).toLowerCase().split(/\s+/).filter(Boolean)
  let shown = 0
  for (const row of rows) {
    const { classList, dataset } = row.body
    const wanted =
      (statuses.length === 0 || statuses.some((status) => classList.contains(status))) &&
      (!host || dataset.h === host) &&
      (group === '-1' || dataset.g?.split(' ').includes(group)) &&
      (words.length === 0 || words.every((word) => textOf(row).includes(word)))
    row.body.hidden = !wanted
    if (wanted) shown += 1
  }
  one('#shown').textContent = said(`page.shown ${shown} ${rows.length}`)
}

/** @param {(typeof rows)[number]} row */
function textOf(row) {
  row.text ||= [row.body.textContent, ...[...row.body.querySelectorAll('a')].map(({ href }) => href)].join(' ').toLowerCase()
  return row.text
}

/** The columns that the table can be sorted by. */
const COLUMNS = ['dataset', 'host', 'status', 'since']

function order() {
  const by = sort.replace('-', '')
  const column = COLUMNS.indexOf(by)
  const way = sort.startsWith('-') ? -1 : 1
  const { compare } = new Intl.Collator(root.lang, { numeric: true })
  const keyed = rows.map((row) => ({ ...row, key: row.body.rows[0]?.cells[column]?.textContent ?? '' }))
  keyed.sort((a, b) => way * compare(a.key, b.key) || a.place - b.place)
  const bodies = keyed.map(({ body }) => body)
  if (bodies.some((body, i) => table.tBodies[i] !== body)) table.append(...bodies)
  for (const head of heads) {
    const direction = head.value !== by ? 'none' : way === 1 ? 'ascending' : 'descending'
    head.parentElement?.setAttribute('aria-sort', direction)
  }
}

/** Writes into the address what differs from the page as it was made. */
function keep() {
  const asked = new FormData(filters)
  const lang = root.lang === written ? '' : root.lang
  const state = { status: asked.getAll('status').join(), host: asked.get('host'), group: asked.get('group'), q: asked.get('q'), sort, lang }
  const set = Object.entries(state).flatMap(([name, value]) => (value ? [[name, String(value)]] : []))
  history.replaceState(null, '', set.length === 0 ? location.pathname + location.search : `#${new URLSearchParams(set)}`)
}

/** Puts the page into the state that the address tells. */
function recall() {
  const state = new URLSearchParams(location.hash.slice(1))
  const statuses = (state.get('status') ?? '').split(',')
  for (const box of filters.querySelectorAll('input[type=checkbox]')) if (box instanceof HTMLInputElement) box.checked = statuses.includes(box.value)
  for (const name of ['host', 'group', 'q']) control(filters, name).value = state.get(name) ?? ''
  const asked = state.get('sort') ?? ''
  sort = COLUMNS.includes(asked.replace('-', '')) ? asked : ''
  const lang = state.get('lang') ?? written
  speak(lang in phrases ? lang : written)
  order()
  filter()
}

/** @param {string} lang */
function speak(lang) {
  control(settings, 'lang').value = lang
  if (root.lang === lang) return
  root.lang = lang
  translate()
}

/** The pieces of a path as the days they go from and to. @param {Element | null} path */
function pieces(path) {
  return [...(path?.getAttribute('d') ?? '').matchAll(/M(\d+) 0H(\d+)/g)].map(([, from, to]) => ({ from: Number(from), to: Number(to) }))
}

/** Says what a picture shows of one night. @param {Element} picture @param {number} night */
function told(picture, night) {
  const holds = (/** @type {Element | null} */ path) => pieces(path).some(({ from, to }) => from <= night && night < to)
  const path = [...picture.querySelectorAll('path')].find(holds)
  const status = path?.getAttribute('class') ?? path?.closest('tbody')?.classList[0] ?? 'page.unseen'
  return `${new Date(night * 86_400_000).toISOString().slice(0, 10)} ${said(holds(document.querySelector('#m')) ? 'page.noRun' : status)}`
}

/** What outlasts the page; a browser may deny that to pages from disk. */
function memory() {
  try {
    return localStorage
  } catch {
    return undefined
  }
}

/** @param {string} theme */
function paint(theme) {
  root.dataset.theme = theme
  control(settings, 'theme').value = theme
}

filters.addEventListener('input', () => {
  filter()
  keep()
})
filters.addEventListener('submit', (event) => event.preventDefault())
one('#clear').addEventListener('click', () => {
  filters.reset()
  sort = ''
  order()
  filter()
  keep()
})
for (const head of heads) {
  head.disabled = false
  head.addEventListener('click', () => {
    sort = sort === head.value ? `-${sort}` : sort === `-${head.value}` ? '' : head.value
    order()
    keep()
  })
}
control(settings, 'lang').addEventListener('change', () => {
  speak(control(settings, 'lang').value)
  order()
  filter()
  keep()
})
control(settings, 'theme').addEventListener('change', () => {
  paint(control(settings, 'theme').value)
  memory()?.setItem('stillthere.theme', control(settings, 'theme').value)
})
table.addEventListener('pointermove', ({ target, clientX }) => {
  const picture = target instanceof Element ? target.closest('tbody svg') : null
  if (!picture?.parentElement) return
  const { left, width } = picture.getBoundingClientRect()
  const first = Number(getComputedStyle(root).getPropertyValue('--first'))
  picture.parentElement.title = told(picture, first + Math.floor(((clientX - left) / width) * 90))
})
addEventListener('hashchange', () => {
  if (!location.hash.includes('=')) return
  recall()
  one('#links').focus()
})

for (const form of [filters, settings]) form.hidden = false
paint(memory()?.getItem('stillthere.theme') ?? 'system')
tellAge()
recall()
