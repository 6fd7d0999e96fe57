/** A real mail server on the loopback address that answers as a test tells it to, and keeps what it took. */
import { EventEmitter, once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import type { Certificate } from './certificates.ts'

/** What is said at one step: a reply code, nothing at all, 250 and then goodbye, or the connection breaks. 250 is what is said unless a test wants otherwise. */
export type Reply = number | 'silence' | 'farewell' | 'drop'

export type MailServerOptions = {
  /** With a certificate STARTTLS is offered, or with `secure` TLS is spoken from the first byte. */
  readonly certificate?: Certificate
  readonly secure?: boolean
  /** Who may log in; without, nobody has to. */
  readonly auth?: { readonly user: string; readonly pass: string }
  /** What the server says to the MAIL, RCPT and DATA commands that it gets, in their order, and to the end of each mail. */
  readonly says?: Readonly<Partial<Record<'mail' | 'rcpt' | 'data', readonly Reply[]>>>
  /** How a login is refused. */
  readonly refusal?: string
}

export type MailServer = AsyncDisposable & {
  readonly port: number
  /** The URL of this server under a host name. */
  url(host?: string): string
  /** The mails that were answered with 250. */
  readonly taken: ParsedMail[]
  /** The same, byte for byte. */
  readonly raw: string[]
  /** The Message-ID of every mail that was sent to its end, taken or not. */
  readonly seen: (string | undefined)[]
  /** Resolves when the next mail was sent to its end; it is not answered yet. */
  nextMail(): Promise<void>
  readonly connections: () => number
  readonly logins: () => number
  /** Whether each mail came over TLS. */
  readonly secure: boolean[]
}

type Callback = (error?: Error | null) => void

export async function mailServer({ certificate, secure = false, auth, says = {}, refusal = 'no' }: MailServerOptions = {}): Promise<MailServer> {
  const script = { mail: [...(says.mail ?? [])], rcpt: [...(says.rcpt ?? [])], data: [...(says.data ?? [])] }
  const kept = { taken: [] as ParsedMail[], raw: [] as string[], seen: [] as (string | undefined)[], secure: [] as boolean[] }
  const mails = new EventEmitter()
  let connections = 0
  let logins = 0

  /** Says what the script has next for a step; true when that is yes. */
  function reply(step: keyof typeof script, callback: Callback): boolean {
    const said = script[step].shift() ?? 250
    if (said === 250 || said === 'farewell') callback()
    else if (typeof said === 'number') callback(Object.assign(new Error(`says ${said}`), { responseCode: said }))
    if (said === 'drop' || said === 'farewell') for (const connection of server.connections) connection.close()
    return said === 250 || said === 'farewell'
  }

  const options: SMTPServerOptions = {
    ...(certificate ?? {}),
    secure,
    closeTimeout: 1, // sockets are never destroyed here: one that is torn down below a TLS handshake crashes Node 24
    authOptional: auth === undefined,
    disabledCommands: [...(certificate === undefined || secure ? ['STARTTLS'] : []), ...(auth === undefined ? ['AUTH'] : [])],
    onAuth({ username, password }, _session, callback) {
      logins += 1
      if (username === auth?.user && password === auth?.pass) callback(null, { user: username })
      else callback(Object.assign(new Error(refusal), { responseCode: 535 }))
    },
    onMailFrom: (_address, _session, callback) => void reply('mail', callback),
    onRcptTo: (_address, _session, callback) => void reply('rcpt', callback),
    async onData(stream, session, callback) {
      const raw = await buffer(stream).catch(() => undefined)
      if (raw === undefined) return // the client broke off
      const mail = await simpleParser(raw)
      kept.seen.push(mail.messageId)
      mails.emit('mail')
      if (!reply('data', callback)) return
      kept.taken.push(mail)
      kept.raw.push(raw.toString('latin1'))
      kept.secure.push(session.secure)
    },
  }
  const server = new SMTPServer(options)
  server.on('error', () => {}) // what a client breaks off is an error to the server
  server.server.on('connection', () => {
    connections += 1
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.server.address() as AddressInfo
  const login = auth === undefined ? '' : `${encodeURIComponent(auth.user)}:${encodeURIComponent(auth.pass)}@`
  return {
    ...kept,
    port,
    url: (host = 'localhost') => `${secure ? 'smtps' : 'smtp'}://${login}${host}:${port}`,
    nextMail: async () => void (await once(mails, 'mail')),
    connections: () => connections,
    logins: () => logins,
    async [Symbol.asyncDispose]() {
      await new Promise<void>((closed) => server.close(closed))
    },
  }
}
