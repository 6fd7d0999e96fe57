/** The XML we write is XML to a parser that forgives nothing. */
import { expect, it } from 'vitest'
import { feed } from '#report/feed.ts'
import { junit } from '#report/junit.ts'
import { view } from '#report/view.ts'
import { saidBy } from '../report/made.ts'
import { inChromium } from './chromium.ts'

const HOSTILE = [`]]>&<!--"'`, '<b>&nbsp;&#0;', '\u0000\u001b\ufffe\uffff\u202e', '\ud800', '中文 |']

inChromium('XML', [], (open) => {
  it.each(HOSTILE)('is well-formed around %j', async (words) => {
    const { document, datasets, history } = saidBy(words)
    const seen = view(document, datasets, { title: words })
    const { page } = await open('<!doctype html><title>XML</title>')
    for (const text of [feed(seen, history, { lang: 'en' }), junit(seen, 'en')]) {
      const parsed = `new DOMParser().parseFromString(${JSON.stringify(text)}, 'application/xml')`
      expect(await page.evaluate(`${parsed}.querySelector('parsererror')?.textContent`)).toBeUndefined()
      expect(await page.evaluate(`${parsed}.querySelectorAll('entry, testcase').length`)).toBeGreaterThan(0)
    }
  })
})
