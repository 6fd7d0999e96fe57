/** Mails that wait: none is lost, none is read half, and one that cannot be read is named. */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { commit } from '#io/journal.ts'
import { forgetTaken, markTaken, outboxTexts, readOutbox } from '#io/outbox.ts'
import type { Message } from '#model/mail.ts'
import { complaintsOf } from '../support/complaints.ts'

let reports: string

beforeEach(async () => {
  reports = await mkdtemp(join(tmpdir(), 'stillthere-outbox-'))
})
afterEach(() => rm(reports, { recursive: true }))

const mail = (id: string): Message => ({
  id,
  from: 'monitor@example.org',
  to: 'you@example.org',
  subject: '[stillthere] 1 个失效 — 数据集',
  text: '有 1 个链接需要处理。\n',
  html: '<p>有 1 个链接需要处理。</p>\n',
  lang: 'zh-CN',
  listId: '数据集 <x.stillthere.example.org>',
  tells: [{ url: 'https://example.org/data', news: 'opened', of: '2026-11-22T19:17:00.000Z' }],
})

const sunday = mail('<20261122T191700000Z.bb@example.org>')
const monday = mail('<20261123T191700000Z.aa@example.org>')

const put = (...messages: readonly Message[]) => commit(reports, outboxTexts(messages))
const waiting = async () => (await readOutbox(reports)).waiting

const files = () => readdir(join(reports, '.outbox'))

describe('the outbox', () => {
  it('is empty where there is none', async () => expect(await readOutbox(reports)).toEqual({ waiting: [], taken: [] }))

  it('gives back what was put in, the oldest first', async () => {
    await put(monday)
    await put(sunday)
    expect(await waiting()).toEqual([sunday, monday])
    expect(await files()).toEqual(['20261122T191700000Z.bb@example.org.json', '20261123T191700000Z.aa@example.org.json'])
  })

  it('holds a mail once, however often it is put in', async () => {
    await put(monday)
    await put(monday)
    expect(await waiting()).toEqual([monday])
  })

  it('remembers what was taken until it is told to forget, and keeps the rest', async () => {
    await put(sunday, monday)
    await markTaken(reports, sunday)
    expect(await readOutbox(reports)).toEqual({ waiting: [monday], taken: [sunday] })
    await forgetTaken(reports, [sunday])
    await forgetTaken(reports, [sunday])
    expect(await readOutbox(reports)).toEqual({ waiting: [monday], taken: [] })
  })

  it('never writes outside of its folder', async () => {
    await put(mail('<../../status@../x>'))
    expect(await readdir(reports)).toEqual(['.outbox'])
    expect(await files()).toHaveLength(1)
    expect(await waiting()).toHaveLength(1)
  })

  it('passes over what an interrupted run left half written', async () => {
    await put(monday)
    await writeFile(join(reports, '.outbox', `${sunday.id}.json.4711.tmp`), '{"id":')
    expect(await waiting()).toEqual([monday])
  })

  it.each([
    ['cut off', '{"id":"<a@example.org>",'],
    ['empty', ''],
    ['something else', '{"id":"<a@example.org>"}'],
  ])('names a file that is %s, and touches nothing', async (_what, text) => {
    await mkdir(join(reports, '.outbox'))
    await writeFile(join(reports, '.outbox', 'a@example.org.json'), text)
    await put(monday)
    expect(await complaintsOf(() => readOutbox(reports, 'reports'))).toEqual([
      'reports/.outbox/a@example.org.json: This mail, which waits to be sent, cannot be read. Restore the file from version control, or remove it: what is still broken is told again then.',
    ])
    expect(await readFile(join(reports, '.outbox', 'a@example.org.json'), 'utf8')).toBe(text)
  })
})
