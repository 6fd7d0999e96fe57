/** `stillthere mail-test`: the operator sees the mail, or why there is none, before the first night. */
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, it } from 'vitest'
import { mailServer } from './support/smtp.ts'
import { stillthere } from './world/command.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stillthere-mail-test-'))
  await configured('mail: { from: monitor@example.org, to: [a@example.org, b@example.org] }\n')
  return () => rm(folder, { recursive: true })
})

const configured = (text: string) => writeFile(join(folder, 'stillthere.yaml'), `title: Small catalogue\n${text}`)
const mailTest = (env: Readonly<Record<string, string>> = {}) => stillthere(['mail-test'], { cwd: folder, env })

it('sends a sample to everybody in mail.to, and leaves nothing behind', async () => {
  await using server = await mailServer()
  expect(await mailTest({ SMTP_URL: server.url() })).toEqual({
    code: 0,
    stdout: 'A sample was sent to a@example.org.\nA sample was sent to b@example.org.\n',
    stderr: '',
  })
  expect(server.taken.map(({ to, subject }) => [[to].flat()[0]?.text, subject])).toEqual([
    ['a@example.org', '[stillthere] 1 broken — Small catalogue'],
    ['b@example.org', '[stillthere] 1 broken — Small catalogue'],
  ])
  expect(await readdir(folder)).toEqual(['stillthere.yaml'])
})

it('says who was refused, and why, and ends with 4', async () => {
  await using server = await mailServer({ says: { rcpt: [550] } })
  const { code, stdout, stderr } = await mailTest({ SMTP_URL: server.url() })
  expect(code).toBe(4)
  expect(stdout).toBe('A sample was sent to b@example.org.\n')
  expect(stderr).toContain('No sample could be sent to a@example.org: ')
  expect(stderr).toContain('550')
})

it('needs a mail server and somebody to write to', async () => {
  expect(await mailTest()).toMatchObject({ code: 2, stderr: expect.stringContaining('SMTP_URL is not set') })
  await configured('')
  expect(await mailTest({ SMTP_URL: 'smtp://localhost' })).toMatchObject({ code: 2, stderr: expect.stringContaining('Set mail.from and mail.to') })
})
