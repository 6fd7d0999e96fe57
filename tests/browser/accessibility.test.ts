/** Everybody can use the page: what axe finds, and what a screen reader is told. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { pageOf } from '../report/made.ts'
import { season } from '../report/season.ts'
import { inChromium } from './chromium.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const TEXT = pageOf(season({ links: 40, flips: 0.01 }))

/** Keeps the tree that a screen reader reads as if one were there. */
const SCREEN_READER = '--force-renderer-accessibility'

/** What axe complains about, with everything unfolded. */
async function violations(page: Page): Promise<readonly string[]> {
  await page.locator('details').evaluateAll((all) => {
    for (const details of all) details.open = true
  })
  await page.evaluate(AXE)
  const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run())
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`))
}

inChromium('accessibility', [SCREEN_READER], (open) => {
  it.each([
    { colorScheme: 'light', lang: 'en', width: 1280 },
    { colorScheme: 'dark', lang: 'en', width: 1280 },
    { colorScheme: 'light', lang: 'zh-CN', width: 360 },
    { colorScheme: 'dark', lang: 'zh-CN', width: 360 },
  ] as const)('axe finds nothing in $colorScheme, $lang, $width pixels wide', async ({ colorScheme, lang, width }) => {
    const { page } = await open(TEXT, { colorScheme, viewport: { width, height: 900 }, hash: `#lang=${lang}`, at: '2026-12-24T02:00:00.000Z' })
    expect(await violations(page)).toEqual([])
  })

  it('the table is a table to a screen reader, however it is laid out', async () => {
    const { page } = await open(TEXT)
    const session = await page.context().newCDPSession(page)
    await session.send('Accessibility.enable')
    const { nodes } = await session.send('Accessibility.getFullAXTree')
    const count = (role: string) => nodes.filter((node) => node.role?.value === role).length
    expect([count('table'), count('columnheader'), count('rowheader')]).toEqual([1, 5, 40])
  })

  it('targets are large enough to hit', async () => {
    const { page } = await open(TEXT, { viewport: { width: 360, height: 740 } })
    const small = await page
      .locator('summary, select, button, .counts a, fieldset label')
      .evaluateAll((targets) =>
        targets.filter((target) => target.getBoundingClientRect().height < 24).map(({ outerHTML }) => outerHTML.slice(0, 120)),
      )
    expect(small).toEqual([])
  })
})
