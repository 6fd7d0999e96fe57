/** The real browser that opens the page: Debian's Chromium, or the one that `CHROMIUM` names. */
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe } from 'vitest'

const PLACES = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const executablePath = PLACES.find((place) => place !== undefined && existsSync(place))

/** A page that is open, and everything it said or asked for that it should not have. */
export type Opened = { readonly page: Page; readonly complaints: string[] }

/** Opens a text as a file on disk. `hash` is what stands in the address after `#`. */
export type Open = (text: string, options?: BrowserContextOptions & { readonly hash?: string; readonly at?: string }) => Promise<Opened>

/** Tests in a browser, started with further `switches`. Where there is none they are skipped, which is said; a CI without one fails instead. */
export function inChromium(name: string, switches: readonly string[], tests: (open: Open) => void): void {
  const absent = executablePath === undefined && process.env.CI === undefined
  if (absent) console.log(`skipped: ${name}: no Chromium here (apt-get install chromium, or name one in CHROMIUM)`)
  describe.skipIf(absent)(name, () => {
    let browser: Browser
    let folder: string
    const contexts: BrowserContext[] = []
    let opened = 0

    beforeAll(async () => {
      if (executablePath === undefined) throw new Error('There is no Chromium. .ci/run installs it.')
      // The sandbox needs privileges that containers rarely have, and the only pages opened are our own.
      browser = await chromium.launch({ executablePath, args: ['--no-sandbox', ...switches] })
      folder = await mkdtemp(join(tmpdir(), 'stillthere-page-'))
    })
    afterEach(async () => {
      for (const context of contexts.splice(0)) await context.close()
    })
    afterAll(async () => {
      await browser?.close()
      await rm(folder, { recursive: true, force: true })
    })

    tests(async (text, { hash = '', at = '2026-11-24T02:17:00.000Z', ...options } = {}) => {
      opened += 1
      const file = join(folder, `${opened}.html`)
      await writeFile(file, text)
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
      contexts.push(context)
      const page = await context.newPage()
      const complaints = complaintsOf(page, pathToFileURL(file).href)
      await page.clock.setFixedTime(at)
      await page.goto(`${pathToFileURL(file)}${hash}`)
      return { page, complaints }
    })
  })
}

/** Errors, messages, dialogs, and requests beyond the file itself. */
function complaintsOf(page: Page, address: string): string[] {
  const complaints: string[] = []
  page.on('console', (message) => complaints.push(`console: ${message.text()}`))
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`))
  page.on('dialog', (dialog) => complaints.push(`dialog: ${dialog.message()}`))
  page.on('request', (request) => {
    if (!request.url().startsWith(address) && !request.url().startsWith('data:')) complaints.push(`request: ${request.url()}`)
  })
  return complaints
}
