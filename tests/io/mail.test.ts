/** Delivery to a real mail server: everything arrives once, in order and in private, whatever the server does. */
import { beforeAll, describe, expect, it } from 'vitest'
import { type DeliverOptions, deliver } from '#io/mail.ts'
import type { Message } from '#model/mail.ts'
import { type Authority, type Certificate, createAuthority, selfSigned } from '../support/certificates.ts'
import { closedPort, patientClock, serveRaw } from '../support/loopback.ts'
import { type MailServer, mailServer } from '../support/smtp.ts'

const AUTH = { user: 'monitor@example.org', pass: 'p@ss/word: 100%' }

let authority: Authority
let certificate: Certificate

beforeAll(async () => {
  authority = await createAuthority()
  certificate = await authority.issue(['localhost'])
})

const mail = (name: string, more: Partial<Message> = {}): Message => ({
  id: `<20261123T191700000Z.${name}@example.org>`,
  from: 'monitor@example.org',
  to: `${name}@example.org`,
  subject: '[stillthere] 3 个失效，1 个恢复 — 医学图像开源数据集',
  text: '有 3 个链接需要处理：MSD Lung。\n\n  链接：https://pan.baidu.com/s/1rBuPSrmkejpYFA321er20A?pwd=6666\n',
  html: '<!doctype html>\n<html lang="zh-CN"><p>有 3 个链接需要处理：MSD Lung。</p></html>\n',
  lang: 'zh-CN',
  listId: '医学图像开源数据集 <4307a96b9f4d12c1.stillthere.example.org>',
  tells: [],
  ...more,
})

/** Delivery on which nobody waits, and how long it would have slept. */
async function delivered(server: Pick<MailServer, 'url'>, messages: readonly Message[], more: Partial<DeliverOptions> = {}) {
  const clock = patientClock()
  const { taken, refused } = await deliver(messages, { smtpUrl: server.url(), clock, ca: authority.cert, ...more })
  return { taken: taken.map(({ to }) => to), refused: refused.map(({ message, ...why }) => ({ to: message.to, ...why })), slept: clock.slept }
}

const IMPATIENT = { connection: 2_000, greeting: 300, socket: 300, message: 5_000 }

describe('a mail', () => {
  it('arrives as it was written, over STARTTLS, after a login', async () => {
    await using server = await mailServer({ certificate, auth: AUTH })
    expect(await delivered(server, [mail('you')])).toEqual({ taken: ['you@example.org'], refused: [], slept: [] })
    expect(server.secure).toEqual([true])
    expect(server.logins()).toBe(1)

    const [arrived] = server.taken
    expect(arrived).toMatchObject({
      messageId: mail('you').id,
      subject: mail('you').subject,
      text: mail('you').text,
      html: mail('you').html,
      from: { text: 'monitor@example.org' },
      to: { text: 'you@example.org' },
      attachments: [],
    })
    const headers = Object.fromEntries(arrived?.headerLines.map(({ key, line }) => [key, line]) ?? [])
    expect(headers).toMatchObject({
      'auto-submitted': 'Auto-Submitted: auto-generated',
      'x-auto-response-suppress': 'X-Auto-Response-Suppress: All',
      'content-language': 'Content-Language: zh-CN',
    })
    expect(headers['content-type']).toMatch(/^Content-Type: multipart\/alternative;/)
    expect(headers['list-id']).toMatch(/^List-ID: =\?UTF-8\?B\?[\w+/=]{1,63}\?=\s+<4307a96b9f4d12c1\.stillthere\.example\.org>$/)
    expect(headers).not.toHaveProperty('x-mailer')
    expect(server.raw[0]?.match(/^Content-Type: text\/\w+/gm)).toEqual(['Content-Type: text/plain', 'Content-Type: text/html'])
  })

  it('arrives over TLS from the first byte', async () => {
    await using server = await mailServer({ certificate, secure: true, auth: AUTH })
    expect(await delivered(server, [mail('you')])).toMatchObject({ taken: ['you@example.org'] })
    expect(server.secure).toEqual([true])
  })

  it('travels with the others over one connection', async () => {
    await using server = await mailServer({ certificate, auth: AUTH, says: { rcpt: [250, 550] } })
    const { taken } = await delivered(server, [mail('a'), mail('b'), mail('c'), mail('d')])
    expect(taken).toEqual(['a@example.org', 'c@example.org', 'd@example.org'])
    expect(server.connections()).toBe(1)
  })

  it('finds another connection when the server hangs up after each mail', async () => {
    await using server = await mailServer({ says: { data: ['farewell', 'farewell', 'farewell', 'farewell', 'farewell'] } })
    const { taken, slept } = await delivered(server, [mail('a'), mail('b'), mail('c'), mail('d'), mail('e')])
    expect(taken).toHaveLength(5)
    expect(server.taken).toHaveLength(5)
    expect(slept).toEqual([])
  })

  it('holds no header but its own, whatever a subject says', async () => {
    await using server = await mailServer()
    const subject = 'Data\r\nBcc: victim@example.org\r\n\r\n<script>'
    expect(await delivered(server, [mail('you', { subject, listId: 'x\r\nX-Evil: 1 <x.example\r\nX-Evil: 2.org>' })])).toMatchObject({ refused: [] })
    expect(server.taken[0]?.headerLines.map(({ key }) => key)).toEqual([
      'auto-submitted',
      'x-auto-response-suppress',
      'list-id',
      'content-language',
      'from',
      'to',
      'subject',
      'message-id',
      'date',
      'mime-version',
      'content-type',
    ])
    expect(server.taken[0]?.text).toBe(mail('you').text)
  })

  it('reads no file and asks no server for its content', async () => {
    await using server = await mailServer()
    const { refused } = await delivered(server, [mail('you', { text: { path: '/etc/hostname' } as unknown as string })])
    expect(refused).toMatchObject([{ to: 'you@example.org', permanent: false, error: expect.stringContaining('File access rejected') }])
    expect(server.taken).toEqual([])
  })
})

describe('a server that says not now', () => {
  it.each([
    ['greylists the recipient', { rcpt: [450] }],
    ['closes at the sender', { mail: [421] }],
    ['fails at the end of the mail', { data: [451] }],
    ['breaks the connection at the end of the mail', { data: ['drop'] }],
    ['breaks the connection at the recipient', { rcpt: ['drop'] }],
  ] as const)('gets the mail a little later when it %s', async (_what, says) => {
    await using server = await mailServer({ says })
    expect(await delivered(server, [mail('you')])).toEqual({ taken: ['you@example.org'], refused: [], slept: [5_000] })
    expect(server.taken).toHaveLength(1)
  })

  it.each([
    ['no byte comes for too long', IMPATIENT],
    ['a mail takes too long in all', { ...IMPATIENT, socket: 60_000, message: 300 }],
  ])('gets the mail again under the same Message-ID when it fell silent: %s', async (_what, timeouts) => {
    await using server = await mailServer({ says: { data: ['silence'] } })
    expect(await delivered(server, [mail('you')], { timeouts })).toEqual({ taken: ['you@example.org'], refused: [], slept: [5_000] })
    expect(server.taken).toHaveLength(1)
    expect(server.seen).toEqual([mail('you').id, mail('you').id])
  })

  it('is left alone after four tries, each later than the one before', async () => {
    await using server = await mailServer({ says: { rcpt: [450, 450, 450, 450] } })
    expect(await delivered(server, [mail('you')])).toEqual({
      taken: [],
      refused: [{ to: 'you@example.org', error: expect.stringContaining('450 says 450'), permanent: false }],
      slept: [5_000, 10_000, 20_000],
    })
  })

  it('is not waited for by whom was asked to end: one more try, and the mail is left', async () => {
    await using server = await mailServer({ says: { rcpt: [450, 450, 450, 450] } })
    const ending = new AbortController()
    const sleep = () => {
      ending.abort()
      return new Promise<void>(() => {})
    }
    const clock = { ...patientClock(), sleep }
    const { taken, refused } = await delivered(server, [mail('you'), mail('me')], { clock, interrupted: ending.signal })
    expect(taken).toEqual([])
    expect(refused.map(({ to }) => to)).toEqual(['you@example.org', 'me@example.org'])
  })

  it('holds no other mail up, even if one breaks the connection every time', async () => {
    await using server = await mailServer({ says: { data: ['drop', 250, 250, 'drop', 'drop', 'drop'] } })
    const { taken, refused } = await delivered(server, [mail('poison'), mail('b'), mail('c')])
    expect(taken).toEqual(['b@example.org', 'c@example.org'])
    expect(refused).toMatchObject([{ to: 'poison@example.org', permanent: false }])
  })
})

describe('a server that cannot be spoken to', () => {
  it('is tried four times for all mails together when nobody listens', async () => {
    const port = await closedPort()
    const { taken, refused, slept } = await delivered({ url: () => `smtp://localhost:${port}` }, [mail('a'), mail('b')])
    expect(taken).toEqual([])
    expect(refused).toMatchObject([
      { permanent: false, error: expect.stringContaining('ECONNREFUSED') },
      { permanent: false, error: expect.stringContaining('ECONNREFUSED') },
    ])
    expect(slept).toEqual([5_000, 10_000, 20_000])
  })

  it('is given up on when it never greets', async () => {
    await using silent = await serveRaw(() => {})
    const url = () => `smtp://localhost:${silent.port}`
    expect(await delivered({ url }, [mail('you')], { timeouts: IMPATIENT })).toMatchObject({
      refused: [{ to: 'you@example.org', permanent: false }],
      slept: [5_000, 10_000, 20_000],
    })
  })
})

describe('a server that says no', () => {
  it.each(['mail', 'rcpt', 'data'] as const)('refuses one mail for good at %s, and gets the others', async (step) => {
    await using server = await mailServer({ says: { [step]: [550] } })
    expect(await delivered(server, [mail('a'), mail('b')])).toEqual({
      taken: ['b@example.org'],
      refused: [{ to: 'a@example.org', error: expect.stringContaining('550 says 550'), permanent: true }],
      slept: [],
    })
  })

  it('is asked once to log in, and what it says is shown without user and password', async () => {
    const encoded = Buffer.from(`\0${AUTH.user}\0wrong password`).toString('base64')
    const refusal = `who is ${AUTH.user} (${encodeURIComponent(AUTH.user)}) with wrong password, AUTH PLAIN ${encoded}?`
    await using server = await mailServer({ certificate, auth: AUTH, refusal })
    const url = () => server.url().replace(encodeURIComponent(AUTH.pass), 'wrong%20password')
    const { taken, refused, slept } = await delivered({ url }, [mail('a'), mail('b')])
    expect({ taken, slept, logins: server.logins() }).toEqual({ taken: [], slept: [], logins: 1 })
    expect(refused).toMatchObject([{ permanent: false }, { permanent: false }])
    expect(refused[0]?.error).toContain('535 who is *** (***) with ***, AUTH PLAIN ***?')
  })
})

describe('privacy', () => {
  it.each([
    ['self-signed', () => selfSigned(['localhost'])],
    ['of an unknown authority', async () => (await createAuthority()).issue(['localhost'])],
    ['for another name', () => authority.issue(['elsewhere.example.org'])],
    ['expired', () => authority.issue(['localhost'], { notAfterDate: new Date('2020-01-01') })],
  ])('is not left to a certificate that is %s', async (_what, certificate) => {
    for (const secure of [false, true]) {
      await using server = await mailServer({ certificate: await certificate(), secure, auth: AUTH })
      const { refused, slept } = await delivered(server, [mail('you')])
      expect(refused).toMatchObject([{ to: 'you@example.org', permanent: false, error: expect.stringMatching(/certificate|altnames/i) }])
      expect({ slept, logins: server.logins(), taken: server.taken }).toEqual({ slept: [], logins: 0, taken: [] })
    }
  })

  it('is needed for every server but one on this machine', async () => {
    await using server = await mailServer()
    expect(await delivered(server, [mail('you')])).toMatchObject({ taken: ['you@example.org'] })
    const { taken, refused } = await delivered({ url: () => server.url('0.0.0.0') }, [mail('you')])
    expect(taken).toEqual([])
    expect(refused).toMatchObject([{ permanent: false, error: expect.stringContaining('STARTTLS') }])
  })

  it('holds for a URL that names no server, too', async () => {
    const smtpUrl = 'smtp://user:secret@:587'
    await expect(deliver([mail('you')], { smtpUrl })).rejects.toThrow(
      'SMTP_URL must name a mail server, as smtp://user:password@mail.example.org:587 does.',
    )
  })
})
