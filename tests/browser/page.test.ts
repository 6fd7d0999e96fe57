/** The report as people meet it: opened from disk in a real browser. */
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { pageOf, saidBy } from '../report/made.ts'
import { season } from '../report/season.ts'
import { inChromium } from './chromium.ts'

const SEASON = season({ flips: 0.01 })
const TEXT = pageOf(SEASON)

const shown = (page: Page) => page.locator('#shown').textContent()
const visible = (page: Page) => page.locator('tbody:visible')
/** As the page itself has it: what the driver knows of it lags behind. */
const hash = (page: Page) => page.evaluate<string>('location.hash')
const names = (page: Page) => page.locator('tbody:visible th').allTextContents()

inChromium('the page', [], (open) => {
  it('opens from disk, says nothing and asks for nothing', async () => {
    const { page, complaints } = await open(TEXT)
    await page.locator('details').first().click()
    await page.waitForLoadState('networkidle')
    expect(complaints).toEqual([])
    expect(await visible(page).count()).toBe(90)
  })

  it('filters by status, host, group and text, counts what is left, and keeps that in the address', async () => {
    const { page } = await open(TEXT)
    expect(await shown(page)).toBe('Showing 90 of 90 links')
    expect(await hash(page)).toBe('')

    await page.getByLabel('alive').check()
    await page.getByRole('combobox', { name: 'Host' }).selectOption({ label: 'Zenodo' })
    await page.getByRole('combobox', { name: 'Group' }).selectOption({ label: '超声' })
    expect(Object.fromEntries(new URLSearchParams((await hash(page)).slice(1)))).toEqual({ status: 'alive', host: 'zenodo', group: '超声' })
    const few = await visible(page).count()
    expect(few).toBeGreaterThan(0)
    expect(await shown(page)).toBe(`Showing ${few} of 90 links`)
    for (const row of await visible(page).allTextContents()) expect(row).toMatch(/超声[\s\S]*Zenodo[\s\S]*alive/)

    await page.getByRole('button', { name: 'Show all' }).click()
    expect(await visible(page).count()).toBe(90)
    expect(await hash(page)).toBe('')

    await page.getByLabel('Search').fill('medical-images-12 ZENODO')
    expect(await visible(page).count()).toBe(0)
    await page.getByLabel('Search').fill('medical-images-11 ZENODO')
    expect(await shown(page)).toBe('Showing 1 of 90 links')
  })

  it('shows to somebody else what an address tells', async () => {
    const { page } = await open(TEXT, { hash: '#status=broken%2Csuspected&sort=-dataset&lang=zh-CN' })
    const first = await names(page)
    expect(first.length).toBeGreaterThan(1)
    expect(first).toEqual(first.toSorted(new Intl.Collator('zh-CN', { numeric: true }).compare).reverse())
    expect(await page.getByLabel('疑似失效').isChecked()).toBe(true)
    expect(await shown(page)).toBe(`显示 90 个链接中的 ${first.length} 个`)
  })

  it('leads from a count and from a host to their links', async () => {
    const { page } = await open(TEXT)
    await page.locator('.counts a', { hasText: 'alive' }).click()
    expect(await shown(page)).toBe(`Showing ${SEASON.document.run.counts.alive} of 90 links`)
    await page.locator('details.host', { hasText: 'PhysioNet' }).locator('summary').click()
    await page.locator('details.host', { hasText: 'PhysioNet' }).getByText('Show its links').click()
    expect(new Set(await visible(page).evaluateAll((bodies) => bodies.map((body) => body.dataset.h)))).toEqual(new Set(['physionet']))
    expect(await page.locator('#links:focus').count()).toBe(1)
  })

  it('sorts by a column, the other way round, and back', async () => {
    const { page } = await open(TEXT)
    const before = await names(page)
    const head = page.getByRole('columnheader', { name: 'Since' })
    const dates = () => page.locator('tbody td:nth-child(4)').allTextContents()
    await head.getByRole('button').click()
    expect(await head.getAttribute('aria-sort')).toBe('ascending')
    expect(await dates()).toEqual((await dates()).toSorted())
    await head.getByRole('button').click()
    expect(await head.getAttribute('aria-sort')).toBe('descending')
    expect(await dates()).toEqual((await dates()).toSorted().reverse())
    expect(await hash(page)).toBe('#sort=-since')
    await head.getByRole('button').click()
    expect(await names(page)).toEqual(before)
    expect(await hash(page)).toBe('')
  })

  it('is worked with the keyboard alone', async () => {
    const { page } = await open(TEXT)
    const focused = (selector: string) => page.locator(`${selector}:focus`).count()
    await page.keyboard.press('Tab')
    expect(await page.locator('.skip:focus').isVisible()).toBe(true)
    await page.keyboard.press('Enter')
    expect(await focused('#links')).toBe(1)
    await page.keyboard.press('Tab')
    expect(await focused('[type=search]')).toBe(1)
    await page.keyboard.type('collection 7')
    // the driver is through with the keys before the page has heard the last one
    await expect.poll(() => visible(page).count(), { timeout: 10_000 }).toBeLessThan(90)
    for (const [selector, key] of [
      ['[name=host]', ''],
      ['[name=group]', ''],
      ['[value=broken]', 'Space'],
    ] as const) {
      await page.keyboard.press('Tab')
      expect(await focused(selector), selector).toBe(1)
      if (key !== '') await page.keyboard.press(key)
    }
    expect(await hash(page)).toBe('#status=broken&q=collection+7')
    await page.locator('#clear').press('Enter')
    await page.locator('th button').first().press('Enter')
    expect(await hash(page)).toBe('#sort=dataset')
    await page.locator('tbody summary').first().press('Enter')
    expect(await page.locator('tbody details').first().getAttribute('open')).not.toBeNull()
  })

  it('changes its language without being loaded again, into the very page of that language', async () => {
    const { page, complaints } = await open(TEXT)
    await page.evaluate(`document.body.setAttribute('data-loaded', 'once')`)
    await page.getByRole('combobox', { name: 'Language' }).selectOption('zh-CN')
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN')
    expect(await hash(page)).toBe('#lang=zh-CN')
    expect(await page.locator('body').getAttribute('data-loaded')).toBe('once')

    const chinese = await open(pageOf(SEASON, 'zh-CN'))
    const told = (one: Page) =>
      one
        .locator('body *:not(script)')
        .evaluateAll((elements) =>
          elements.map((element) => [
            element.childElementCount === 0 ? element.textContent : '',
            element.ariaLabel,
            element.getAttribute('placeholder'),
          ]),
        )
    const [ours, theirs] = [await told(page), await told(chinese.page)]
    expect(ours).toEqual(theirs)
    await page.getByRole('combobox', { name: '语言' }).selectOption('en')
    expect(await shown(page)).toBe('Showing 90 of 90 links')
    expect(complaints).toEqual([])
  })

  it('follows the colours of the system, or those that were chosen, also the next time', async () => {
    const ground = (page: Page) => page.evaluate('getComputedStyle(document.documentElement).backgroundColor')
    const { page } = await open(TEXT, { colorScheme: 'dark' })
    const dark = await ground(page)
    await page.getByRole('combobox', { name: 'Colours' }).selectOption('light')
    const light = await ground(page)
    expect(light).not.toBe(dark)
    await page.reload()
    expect(await ground(page)).toBe(light)
    await page.getByRole('combobox', { name: 'Colours' }).selectOption('system')
    expect(await ground(page)).toBe(dark)
  })

  it('says how old it is, and warns after 48 hours', async () => {
    const fresh = await open(TEXT)
    expect(await fresh.page.locator('#ago').textContent()).toBe('7 hours ago')
    expect(await fresh.page.getByRole('alert').isVisible()).toBe(false)
    const stale = await open(TEXT, { at: '2026-11-27T02:00:00.000Z' })
    expect(await stale.page.getByRole('alert').textContent()).toBe('This report is 3 days old. The nightly run seems to have stopped.')
  })

  it('tells each night of a strip to the pointer', async () => {
    const { page } = await open(TEXT)
    const cell = page.locator('tbody td:nth-child(5)').first()
    const at = async (night: number) => {
      await cell.locator('svg').hover({ position: { x: 3 * night + 1, y: 8 } })
      return cell.getAttribute('title')
    }
    const state = await page.locator('tbody').first().locator('td:nth-child(3) > span').textContent()
    expect(await at(89)).toBe(`2026-11-23 ${state}`)
    expect(await at(10)).toBe('2026-09-05 night without a run')
  })

  it('is complete without a script: all links, all evidence, and no control that does nothing', async () => {
    const { page, complaints } = await open(TEXT, { javaScriptEnabled: false })
    expect(await visible(page).count()).toBe(90)
    expect(await page.locator('form:visible').count()).toBe(0)
    await page.locator('tbody summary').first().click()
    expect(await page.locator('tbody details').first().getByText('registry/').isVisible()).toBe(true)
    expect(complaints).toEqual([])
  })

  it('fits a phone', async () => {
    const { page } = await open(TEXT, { viewport: { width: 360, height: 740 } })
    for (const lang of ['en', 'zh-CN']) {
      await page.locator('[name=lang]').selectOption(lang)
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360)
    }
  })

  it('prints without its controls', async () => {
    const { page } = await open(TEXT)
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('form:visible').count()).toBe(0)
    expect(await visible(page).count()).toBe(90)
  })

  it('keeps the words of strangers inert', async () => {
    const words = `"'><img src=x onerror=alert(1)><script>alert(2)</script></script><a href="javascript:alert(3)">{0}`
    const { page, complaints } = await open(pageOf(saidBy(words), 'en', words))
    await page.locator('[name=lang]').selectOption('zh-CN')
    await page.getByLabel('搜索').fill('<img')
    await page.waitForLoadState('networkidle')
    expect(complaints).toEqual([])
    expect(await page.locator('img, a[href^="javascript"]').count()).toBe(0)
    expect(await visible(page).count()).toBe(4)
    expect(await page.locator('h1').textContent()).toBe(words)
  })

  it('runs no script but its own', async () => {
    const { page, complaints } = await open(TEXT)
    await page.evaluate(`{
      const script = document.createElement('script')
      script.textContent = 'document.title = "taken over"'
      document.body.append(script)
    }`)
    expect(await page.title()).toBe('医学图像开源数据集')
    expect(complaints).toEqual([expect.stringContaining('Content Security Policy')])
  })

  it('opens with five thousand links and filters them while somebody types', async () => {
    const text = pageOf(season({ links: 5000 }))
    const begun = performance.now()
    const { page } = await open(text)
    // On an idle machine it takes 1.2 s to open and 0.15 s to filter; the rest is for machines that are not.
    expect(performance.now() - begun).toBeLessThan(6_000)
    const milliseconds = await page.locator('[type=search]').evaluate(async (search) => {
      const start = performance.now()
      search.value = 'zenodo 12'
      search.dispatchEvent(new Event('input', { bubbles: true }))
      search.getBoundingClientRect()
      return performance.now() - start
    })
    expect(milliseconds).toBeLessThan(1_000)
    expect(await shown(page)).toMatch(/^Showing \d{2,3} of 5000 links$/)
  })
})
