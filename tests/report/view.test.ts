/** How a night is sorted for its readers. */
import { describe, expect, it } from 'vitest'
import type { Reason } from '#model/verdict.ts'
import { view } from '#report/view.ts'
import { dataset, documentOf, host, NIGHT, open, record, suspected } from '../support/document.ts'
import { viewed } from './night.ts'

const LINK = 'https://example.org/data'
const night = (reason: Reason, more: Parameters<typeof record>[2] = {}, link: Partial<Parameters<typeof dataset>[2][number] & object> = {}) => {
  const datasets = [dataset('Data', 'CT', [{ url: LINK, ...link }])]
  return view(documentOf(datasets, [record(LINK, reason, more)]), datasets, { title: 'Datasets' })
}
const urls = (links: readonly { readonly url: string }[]) => links.map(({ url }) => url)

describe('the view of a night', () => {
  it('calls a link broken when its problem is believed, and suspected until then', () => {
    expect(urls(night('removed', { incident: open(NIGHT) }).broken)).toEqual([LINK])
    expect(urls(night('removed', { incident: suspected(NIGHT) }).broken)).toEqual([])
    expect(urls(night('removed', { incident: suspected(NIGHT) }).suspected)).toEqual([LINK])
    expect(urls(night('timeout').suspected)).toEqual([LINK])
  })

  it.each(['rate-limited', 'unrecognised'] as const)(
    'keeps a believed problem while the answer is %s, and says that it was not checked',
    (reason) => {
      const { broken, unjudged } = night(reason, { incident: open(NIGHT) })
      expect(broken).toMatchObject([{ url: LINK, standing: true }])
      expect(unjudged).toMatchObject([{ reason, links: [{ url: LINK }] }])
    },
  )

  it('keeps a suspicion that could not be checked again', () => {
    expect(night('rate-limited', { incident: suspected(NIGHT) }).suspected).toMatchObject([{ url: LINK, standing: true, begun: NIGHT }])
  })

  it('puts the latest news first among the broken', () => {
    expect(viewed().broken.map(({ incident }) => incident?.openedAt?.slice(0, 10))).toEqual(['2026-11-23', '2026-11-15', '2026-11-01'])
  })

  it('reports a restricted link only where the catalogue promises open access', () => {
    expect(urls(night('login-required').restricted)).toEqual([LINK])
    expect(urls(night('login-required', {}, { access: 'restricted' }).restricted)).toEqual([])
  })

  it('names on whose word a verdict stands: the last exchange, or nobody', () => {
    const evidence = [
      { method: 'GET', url: 'https://first.example/', status: 200 },
      { method: 'GET', url: 'https://last.example/', failure: 'timeout' },
    ]
    expect(night('timeout', { evidence }).suspected[0]?.witness).toEqual({ ...evidence[1], hostname: 'last.example' })
    expect(night('malformed-url').suspected[0]?.witness).toBeUndefined()
  })

  it('groups what could not be checked by host and reason; strangers by their host name', () => {
    const links = ['https://a.example/1', 'https://a.example/2', 'https://b.example/', 'https://www.kaggle.com/datasets/a/b']
    const datasets = [dataset('Data', 'CT', links)]
    const records = [
      record('https://a.example/1', 'refused'),
      record('https://a.example/2', 'refused'),
      record('https://b.example/', 'refused'),
      record('https://www.kaggle.com/datasets/a/b', 'challenged', { host: 'kaggle' }),
    ]
    const { unjudged } = view(documentOf(datasets, records, { hosts: [host('kaggle', 'Kaggle')] }), datasets, { title: 'Datasets' })
    expect(unjudged.map(({ hostTitle, reason, links }) => [hostTitle, reason, links.length])).toEqual([
      ['a.example', 'refused', 2],
      ['b.example', 'refused', 1],
      ['Kaggle', 'challenged', 1],
    ])
  })

  it('keeps the order of the catalogue, datasets without links and paused links included', () => {
    const { groups, linkless, paused, shared } = viewed()
    expect(groups.map(({ name, datasets, broken }) => [name, datasets.length, broken])).toEqual([
      ['CT', 4, 2],
      ['病理', 4, 1],
      ['PET', 2, 0],
    ])
    expect(linkless.map(({ name }) => name)).toEqual(['SNOW(合成)'])
    expect(paused).toMatchObject([{ url: 'https://nihcc.app.box.com/v/ChestXray', why: 'mirror is being rebuilt' }])
    expect(shared.map(({ datasets }) => datasets.map(({ group }) => group))).toEqual([['CT', 'PET']])
  })

  it('does not show the last verdict on a link that is paused now', () => {
    const { groups, broken } = night('removed', {}, { paused: 'known' })
    expect(groups[0]?.datasets[0]?.entries).toMatchObject([{ hostTitle: 'example.org', seen: undefined }])
    expect(broken).toEqual([])
  })

  it('counts every status, also those nobody has', () => {
    expect(viewed().summary).toEqual({
      datasets: 10,
      links: 8,
      counts: { alive: 2, restricted: 1, gone: 1, invalid: 1, unreachable: 1, blocked: 2, unknown: 0 },
      broken: 3,
      suspected: 1,
      unjudged: 2,
    })
  })
})
