import { describe, expect, it } from 'vitest'
import { stepSummary } from '#report/summary.ts'
import { view } from '#report/view.ts'
import { dataset, documentOf, NIGHT, open, record } from '../support/document.ts'
import { viewed } from './night.ts'

describe('the summary of a workflow run', () => {
  it.each(['en', 'zh-CN'] as const)('tells a night (%s)', (lang) =>
    expect(stepSummary(viewed(), lang)).toMatchFileSnapshot(`fixtures/summary.${lang}.md`),
  )

  it('is short when there is nothing to do', () => {
    const datasets = [dataset('Data', 'CT', ['https://a.example/'])]
    const seen = view(documentOf(datasets, [record('https://a.example/', 'listed')]), datasets, { title: 'Datasets' })
    expect(stepSummary(seen, 'en').split('\n\n')).toEqual([
      '## Datasets',
      '**Nothing to do: no link is broken.**',
      '1 link in 1 dataset · Checked 2026-11-23 19:17 UTC from github-actions by stillthere/1.0.0.\n',
    ])
  })

  it('stays readable and below what GitHub takes when everything is broken', () => {
    const urls = Array.from({ length: 500 }, (_, i) => `https://example.org/${i}`)
    const datasets = [dataset('Data', 'CT', urls)]
    const records = urls.map((url) => record(url, 'removed', { incident: open(NIGHT) }))
    const text = stepSummary(view(documentOf(datasets, records), datasets, { title: 'Datasets' }), 'en')
    expect(text).toContain('and 470 more')
    expect(text.length).toBeLessThan(50_000)
  })
})
