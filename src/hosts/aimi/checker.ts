/** Stanford AIMI datasets: the portal is an application shell that says 200 to anything, so AIMI's own page of the dataset is asked. */
import { z } from 'zod'
import type { Conversation, Invalid, Question } from '#model/checker.ts'
import type { Response } from '#model/http.ts'
import { verdict } from '#model/verdict.ts'
import { ask, defineChecker, get, html, invalid, isHtml, pattern, Unrecognised } from '../kit.ts'

type Target = { readonly at: 'portal'; readonly uuid: string } | { readonly at: 'page'; readonly slug: string }

const portal = pattern('https://stanfordaimi.azurewebsites.net/datasets/:uuid/*')
const page = pattern('https://aimi.stanford.edu/datasets/:slug')
const lists = ['https://stanfordaimi.azurewebsites.net', 'https://stanfordaimi.azurewebsites.net/datasets', 'https://aimi.stanford.edu/datasets'].map(
  pattern,
)

/** AIMI's page of a dataset in the portal, as both are linked from many repositories under one name. */
const PAGES: Readonly<Record<string, string>> = {
  '35866158-8196-48d8-87bf-50dca81df965': 'ddi-diverse-dermatology-images',
  '5158c524-d3ab-4e02-96e9-6ee9efc110a1': 'chexpert-plus',
  '834e1cd1-92f7-4268-9daa-d359198b310a': 'echonet-dynamic-cardiac-ultrasound',
  '8cbd9ed4-2eb9-4565-affc-111cf4f7ebe2': 'chexpert-chest-x-rays',
  'e8ca74dc-8dd4-4340-815a-60b41f6cb2aa': 'coca-coronary-calcium-chest-ct',
}

/** Where the data are: the portal, and since 2026 more and more Redivis. Both want an account and a signed agreement. */
const PORTALS = /^https:\/\/(?:stanfordaimi\.azurewebsites\.net|stanford\.redivis\.com)\/datasets\/./

export default defineChecker<Target>({
  title: 'Stanford AIMI',
  homepage: 'https://aimi.stanford.edu',
  urls: [portal, page],
  pace: { concurrency: 1, spacing: 2 },
  controls: {
    present: ['https://aimi.stanford.edu/datasets/coca-coronary-calcium-chest-ct', 'https://aimi.stanford.edu/datasets/chexpert-chest-x-rays'],
    absent: ['https://aimi.stanford.edu/datasets/no-such-dataset-zz9'],
  },

  match(url) {
    const uuid = portal.match(url)?.uuid
    if (uuid !== undefined) return numbered(uuid)
    const slug = page.match(url)?.slug
    if (slug !== undefined) return named(slug)
    return lists.some(({ match }) => match(url)) ? invalid('not-a-dataset', 'the list of all datasets') : undefined
  },

  *check(asked) {
    return asked.at === 'page' ? yield* described(asked.slug) : yield* shown(asked.uuid)
  },
})

function numbered(written: string): Target | Invalid {
  const uuid = written.toLowerCase().replace(/[^\da-z]+$/u, '')
  if (z.guid().safeParse(uuid).success) return { at: 'portal', uuid }
  return /^[\da-f-]{0,35}$/.test(uuid)
    ? invalid('incomplete-url', 'the number of the dataset is cut off')
    : invalid('malformed-url', 'no dataset can have this number')
}

function named(written: string): Target | Invalid {
  const slug = written.toLowerCase().replace(/[^\da-z]+$/u, '')
  if (slug === '' || /(?:-|\.\.\.|…)$/.test(written)) return invalid('incomplete-url', 'the name of the dataset is cut off')
  return /^[\w-]+$/.test(slug) ? { at: 'page', slug } : invalid('malformed-url', 'no dataset can have this name')
}

const pageOf = (slug: string) => `https://aimi.stanford.edu/datasets/${slug}`

/** The addresses of the data that AIMI's page of a dataset leads to; undefined when there is no such page. */
function* portalsOf(slug: string): Question<{ readonly title: string; readonly portals: readonly string[] } | undefined> {
  const response = yield* ask(get(pageOf(slug)), [404])
  if (response.status === 404) return undefined
  const arrived = new URL(response.url)
  if (page.match(arrived)?.slug?.toLowerCase() !== slug) throw new Unrecognised(`redirected to ${arrived.hostname}${arrived.pathname}`)
  if (!isHtml(response)) throw new Unrecognised('no page')
  const shown = html(response)
  const links = shown('a[href]').toArray()
  return {
    title: shown('h1').first().text().replace(/\s+/g, ' ').trim(),
    portals: links.map(({ attribs }) => (attribs.href ?? '').trim()).filter((href) => PORTALS.test(href)),
  }
}

function* described(slug: string): Conversation {
  const found = yield* portalsOf(slug)
  if (found === undefined) return verdict('not-found', { detail: 'HTTP 404' })
  const [first] = found.portals
  if (first === undefined) throw new Unrecognised('a page that leads to no data')
  return verdict('login-required', { detail: `the data are at ${new URL(first).hostname}`, facts: found.title === '' ? {} : { title: found.title } })
}

/** The sentence in which the portal denies a dataset, once its scripts have asked (ehrshot-benchmark issue 1). */
const UNAVAILABLE = 'The requested dataset is unavailable.'

/** What stands in the shell until then. */
const LOADING = 'Loading dataset details'

const SHELL = 'a page that only its scripts can fill'

function* shown(uuid: string): Conversation {
  const prose = proseOf(yield* ask(get(`https://stanfordaimi.azurewebsites.net/datasets/${uuid}`)))
  if (prose.includes(UNAVAILABLE) && !prose.includes(LOADING)) return verdict('not-found', { detail: UNAVAILABLE })
  const slug = PAGES[uuid]
  const found = slug === undefined ? undefined : yield* portalsOf(slug)
  if (slug === undefined || found === undefined || found.portals.length === 0) throw new Unrecognised(SHELL)
  if (found.portals.some((href) => href.toLowerCase().includes(uuid))) {
    return verdict('login-required', { detail: `${pageOf(slug)} leads here`, facts: found.title === '' ? {} : { title: found.title } })
  }
  const replacement = { url: pageOf(slug), certain: false, why: "AIMI's page of the same dataset, which now leads elsewhere" }
  return verdict('unrecognised', { detail: SHELL, replacement })
}

/** What a reader sees; the scripts of the shell may hold every sentence there is. */
function proseOf(response: Response): string {
  if (!isHtml(response)) return ''
  const shown = html(response)
  shown('script, style, noscript, template').remove()
  return shown('body').text()
}
